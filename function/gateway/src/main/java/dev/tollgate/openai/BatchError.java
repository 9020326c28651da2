package dev.tollgate.openai;

import org.jspecify.annotations.Nullable;

/**
 * Why a provider did not accept a batch.
 *
 * @param code such as {@code token_limit_exceeded}
 * @param line the line of the input, where the provider names one
 */
public record BatchError(
        String code, String message, @Nullable Long line) {}
