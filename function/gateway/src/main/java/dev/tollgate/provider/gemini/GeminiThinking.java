package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.UnsupportedFields;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates {@code reasoning_effort} to Gemini's setting, by the table of Google's compatible endpoint
 * (https://ai.google.dev/gemini-api/docs/openai#thinking).
 */
final class GeminiThinking {
    private static final String FIELD = "reasoning_effort";
    private static final String OFF = "none";
    private static final Set<String> LEVELS = Set.of("minimal", "low", "medium", "high");
    /** OpenAI's efforts above {@code high}, which is Gemini's highest. */
    private static final Set<String> ABOVE_HIGH = Set.of("xhigh", "max");

    /** Of the models whose thinking cannot be turned off (https://ai.google.dev/gemini-api/docs/thinking#set-budget). */
    private static final int LEAST_BUDGET = 128;

    private static final Map<String, Integer> BUDGETS =
            Map.of("minimal", 1_024, "low", 1_024, "medium", 8_192, "high", 24_576);

    private GeminiThinking() {}

    /** The setting; null for the model's default. */
    static @Nullable JsonNode config(@Nullable String requested, GeminiModel model, UnsupportedFields unsupported) {
        if (requested == null) {
            return null;
        }
        String effort = ABOVE_HIGH.contains(requested) ? "high" : requested;
        if (!effort.equals(OFF) && !LEVELS.contains(effort)) {
            unsupported.report(FIELD, "supports only the efforts none, minimal, low, medium, high, xhigh and max");
            return null;
        }
        return switch (model.thinking()) {
            case NONE -> withoutThinking(effort, unsupported);
            case BUDGET -> effort.equals(OFF) ? config().put("thinkingBudget", 0) : budget(effort);
            case BUDGET_ABOVE_ZERO ->
                effort.equals(OFF)
                        ? withLeast(config().put("thinkingBudget", LEAST_BUDGET), unsupported)
                        : budget(effort);
            case LEVEL ->
                effort.equals(OFF)
                        ? withLeast(config().put("thinkingLevel", model.lowestLevel()), unsupported)
                        : withThoughts().put("thinkingLevel", model.level(effort));
        };
    }

    private static @Nullable JsonNode withoutThinking(String effort, UnsupportedFields unsupported) {
        if (!effort.equals(OFF)) {
            unsupported.report(FIELD, "cannot think with this model");
        }
        return null;
    }

    /** The least that the model thinks (mozilla-ai/any-llm#1313); without a setting it would think as much as it likes. */
    private static JsonNode withLeast(ObjectNode least, UnsupportedFields unsupported) {
        unsupported.report(FIELD, "cannot turn this model's thinking off");
        return least;
    }

    private static ObjectNode budget(String effort) {
        return withThoughts().put("thinkingBudget", BUDGETS.get(effort));
    }

    /** Callers who request reasoning want to read it, but Gemini does not return it by default. */
    private static ObjectNode withThoughts() {
        return config().put("includeThoughts", true);
    }

    private static ObjectNode config() {
        return JsonNodeFactory.instance.objectNode();
    }
}
