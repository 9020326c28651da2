package dev.tollgate.provider;

import dev.tollgate.openai.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A provider's reply in one piece.
 *
 * @param body for the client
 * @param usage absent where the provider reports none
 */
public record MediaReply(byte[] body, @Nullable Usage usage) {}
