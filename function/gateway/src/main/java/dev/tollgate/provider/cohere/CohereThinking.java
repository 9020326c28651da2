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
    private static final String FIELD = "reasoning_effort";

    private CohereThinking() {}

    /** The value of {@code thinking}; null for an unknown effort, and for a model that does not think. */
    static @Nullable JsonNode of(String effort, CohereModel model, UnsupportedFields unsupported) {
        if (!model.thinks()) {
            if (!effort.equals("none")) {
                unsupported.report(FIELD, "cannot think with this model");
            }
            return null;
        }
        return switch (effort) {
            case "none" -> thinking("disabled");
            case "minimal" -> thinking("enabled").put("token_budget", 512);
            case "low" -> thinking("enabled").put("token_budget", 2048);
            case "medium" -> thinking("enabled").put("token_budget", 8192);
            case "high", "xhigh", "max" -> thinking("enabled");
            default -> {
                unsupported.report(FIELD, "supports only none, minimal, low, medium, high, xhigh and max");
                yield null;
            }
        };
    }

    private static ObjectNode thinking(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
