package dev.tollgate.call;

import org.jspecify.annotations.Nullable;

/**
 * The request that a call came with.
 *
 * @param method such as {@code POST}
 * @param path without its query
 * @param trace null if neither the client nor the gateway traces the call
 */
public record CallOrigin(
        String method, String path, @Nullable CallTrace trace) {}
