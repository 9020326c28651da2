package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.UnsupportedFields;
import org.jspecify.annotations.Nullable;

/**
 * Translates OpenAI's effort to Cohere's budget of tokens (https://docs.cohere.com/docs/reasoning). Cohere recommends no
 * budget, so the higher efforts have none.
 */
final class CohereThinking {
    private CohereThinking() {}

    /** The value of {@code thinking}; null for an unknown effort. */
    static @Nullable JsonNode of(String effort, UnsupportedFields unsupported) {
        return switch (effort) {
            case "none" -> thinking("disabled");
            case "minimal" -> thinking("enabled").put("token_budget", 512);
            case "low" -> thinking("enabled").put("token_budget", 2048);
            case "medium" -> thinking("enabled").put("token_budget", 8192);
            case "high", "xhigh" -> thinking("enabled");
            default -> {
                unsupported.report("reasoning_effort", "supports only none, minimal, low, medium, high and xhigh");
                yield null;
            }
        };
    }

    private static ObjectNode thinking(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
