package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.UnsupportedFields;
import java.util.Map;
import java.util.Set;

/**
 * {@code reasoning_effort} as a setting of Gemini's thinking, by the table of Google's own compatible endpoint
 * (https://ai.google.dev/gemini-api/docs/openai#thinking).
 */
final class GeminiThinking {
    private static final String FIELD = "reasoning_effort";
    private static final String OFF = "none";
    private static final Set<String> LEVELS = Set.of("minimal", "low", "medium", "high");
    /** OpenAI has one above {@code high}, which is all that Gemini has. */
    private static final String MOST = "xhigh";

    private static final Map<String, Integer> BUDGETS =
            Map.of("minimal", 1_024, "low", 1_024, "medium", 8_192, "high", 24_576);

    private GeminiThinking() {}

    /** The setting; null where the model is to think as it does by itself. */
    static JsonNode config(String asked, GeminiModel model, UnsupportedFields unsupported) {
        if (asked == null) {
            return null;
        }
        String effort = asked.equals(MOST) ? "high" : asked;
        if (!effort.equals(OFF) && !LEVELS.contains(effort)) {
            unsupported.report(FIELD, "has no such effort: it knows none, minimal, low, medium, high and xhigh");
            return null;
        }
        return switch (model.thinking()) {
            case NONE -> withoutThinking(effort, unsupported);
            case BUDGET -> effort.equals(OFF) ? config().put("thinkingBudget", 0) : budget(effort);
            case BUDGET_ABOVE_ZERO -> effort.equals(OFF) ? cannotTurnOff(unsupported) : budget(effort);
            case LEVEL ->
                effort.equals(OFF) ? cannotTurnOff(unsupported) : withThoughts().put("thinkingLevel", effort);
        };
    }

    private static JsonNode withoutThinking(String effort, UnsupportedFields unsupported) {
        if (!effort.equals(OFF)) {
            unsupported.report(FIELD, "cannot think with this model");
        }
        return null;
    }

    private static JsonNode cannotTurnOff(UnsupportedFields unsupported) {
        unsupported.report(FIELD, "cannot turn this model's thinking off");
        return null;
    }

    private static ObjectNode budget(String effort) {
        return withThoughts().put("thinkingBudget", BUDGETS.get(effort));
    }

    /** Who asks for reasoning wants to read it; Gemini keeps it to itself unless told. */
    private static ObjectNode withThoughts() {
        return config().put("includeThoughts", true);
    }

    private static ObjectNode config() {
        return JsonNodeFactory.instance.objectNode();
    }
}
