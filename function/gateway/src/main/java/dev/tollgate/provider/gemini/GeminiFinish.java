package dev.tollgate.provider.gemini;

import java.util.Locale;

/** Why Gemini stopped, in OpenAI's words (https://ai.google.dev/api/generate-content#FinishReason). */
final class GeminiFinish {
    static final String CONTENT_FILTER = "content_filter";

    private GeminiFinish() {}

    /**
     * OpenAI's finish reason; null where it has not finished, or where it has finished in vain: OpenAI has no word for
     * that, and {@code stop} would be a lie. A reason that nobody knows yet is told as it is.
     *
     * @param called whether it has called a function: Gemini has no reason of its own for that
     */
    static String reason(String wire, boolean called) {
        return switch (wire) {
            case null -> null;
            case "STOP" -> called ? "tool_calls" : "stop";
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
            default -> wire.toLowerCase(Locale.ROOT);
        };
    }
}
