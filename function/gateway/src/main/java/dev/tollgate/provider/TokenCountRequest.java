package dev.tollgate.provider;

import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A question to a provider without credentials: how many tokens a prompt has.
 *
 * @param count reads the number in the body of a successful reply; empty if there is none
 */
public record TokenCountRequest(UpstreamRequest request, Function<byte[], OptionalLong> count) {}
