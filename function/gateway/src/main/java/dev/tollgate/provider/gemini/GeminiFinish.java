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
        return switch (wire) {
            case "STOP" -> hasCalls ? "tool_calls" : "stop";
            case "MAX_TOKENS" -> "length";
            case "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "MODEL_ARMOR",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> CONTENT_FILTER;
            case "FINISH_REASON_UNSPECIFIED",
                    "OTHER",
                    "LANGUAGE",
                    "MALFORMED_FUNCTION_CALL",
                    "MALFORMED_RESPONSE",
                    "UNEXPECTED_TOOL_CALL",
                    "TOO_MANY_TOOL_CALLS",
                    "MISSING_THOUGHT_SIGNATURE",
                    "NO_IMAGE",
                    "IMAGE_OTHER" -> null;
            default ->
                switch (FinishReason.of(wire).orElse(FinishReason.STOP)) {
                    case FinishReason.Finished(String word) -> word;
                    case FinishReason.Failed _ -> null;
                };
        };
    }
}
