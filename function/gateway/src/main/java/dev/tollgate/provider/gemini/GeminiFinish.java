package dev.tollgate.provider.gemini;

import dev.tollgate.provider.FinishReason;
import org.jspecify.annotations.Nullable;

/** Translates Gemini's finish reason to OpenAI's (https://ai.google.dev/api/generate-content#FinishReason). */
final class GeminiFinish {
    static final String CONTENT_FILTER = "content_filter";

    private GeminiFinish() {}

    /**
     * OpenAI's finish reason; null where the candidate has not finished, or has failed. OpenAI has no reason for a failure, and
     * {@code stop} would be wrong.
     *
     * @param hasCalls whether the candidate has function calls, for which Gemini has no reason of its own
     */
    static @Nullable String reason(@Nullable String wire, boolean hasCalls) {
        if (wire == null) {
            return null;
        }
        return switch (FinishReason.of(wire).orElse(FinishReason.STOP)) {
            case FinishReason.Finished(String word) -> hasCalls && word.equals("stop") ? "tool_calls" : word;
            case FinishReason.Failed _ -> null;
        };
    }
}
