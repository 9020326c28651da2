package dev.tollgate.provider.cohere;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.cohere.CohereWire.End;
import java.util.Locale;

/** Why an answer ended, in OpenAI's words (https://docs.cohere.com/reference/chat). */
final class CohereFinish {
    private static final int TIMED_OUT = 504;

    private CohereFinish() {}

    /**
     * The finish reason; null where Cohere gave none. A reason that is not known is told as it is.
     *
     * @throws GatewayException for an error or a time-out: what came before is no answer
     */
    static String reason(String provider, End end) {
        return switch (end.finishReason()) {
            case null -> null;
            case "COMPLETE", "STOP_SEQUENCE" -> "stop";
            case "MAX_TOKENS" -> "length";
            case "TOOL_CALL" -> "tool_calls";
            case "ERROR" -> throw CohereFailure.of(provider, 200, words(end, "the generation failed"));
            case "TIMEOUT" -> throw CohereFailure.of(provider, TIMED_OUT, words(end, "the generation took too long"));
            default -> end.finishReason().toLowerCase(Locale.ROOT);
        };
    }

    private static String words(End end, String otherwise) {
        return end.error() == null || end.error().isBlank() ? otherwise : end.error();
    }
}
