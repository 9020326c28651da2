package dev.tollgate.provider;

import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A request to a provider to count the tokens of a prompt, without credentials.
 *
 * @param count reads the number in the body of a successful reply; empty if there is none
 */
public record TokenCountRequest(UpstreamRequest request, Function<byte[], OptionalLong> count) {}
