package dev.tollgate.provider.cohere;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.FinishReason;
import dev.tollgate.provider.cohere.CohereWire.End;
import org.jspecify.annotations.Nullable;

/** Translates Cohere's finish reason to OpenAI's (https://docs.cohere.com/reference/chat). */
final class CohereFinish {
    private static final int TIMED_OUT = 504;

    private CohereFinish() {}

    /**
     * The finish reason; null where Cohere sends none.
     *
     * @throws GatewayException for an error or a timeout, after which the reply is not a completion
     */
    static @Nullable String reason(String provider, End end) {
        String reason = end.finishReason();
        if (reason == null) {
            return null;
        }
        return switch (reason) {
            case "COMPLETE", "STOP_SEQUENCE" -> "stop";
            case "MAX_TOKENS" -> "length";
            case "TOOL_CALL" -> "tool_calls";
            case "ERROR" -> throw CohereFailure.of(provider, 200, message(end, "the generation failed"));
            case "TIMEOUT" -> throw CohereFailure.of(provider, TIMED_OUT, message(end, "the generation took too long"));
            default ->
                switch (FinishReason.of(reason).orElse(FinishReason.STOP)) {
                    case FinishReason.Finished(String word) -> word;
                    case FinishReason.Failed failed -> throw failed.exception(provider, reason);
                };
        };
    }

    private static String message(End end, String fallback) {
        return end.error() == null || end.error().isBlank() ? fallback : end.error();
    }
}
