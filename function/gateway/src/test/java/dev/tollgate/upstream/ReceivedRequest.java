package dev.tollgate.upstream;

import com.sun.net.httpserver.Headers;

/** A request as the provider got it. */
public record ReceivedRequest(String path, Headers headers, String body) {}
