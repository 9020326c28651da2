package dev.tollgate.provider;

import dev.tollgate.openai.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway must know of an event in a streamed reply.
 *
 * @param complete whether a result is complete with it, such as an image
 * @param usage of this result; absent where the provider reports none
 */
public record MediaEvent(boolean complete, @Nullable Usage usage) {
    /** An event with a part of a result. */
    public static final MediaEvent PART = new MediaEvent(false, null);
}
