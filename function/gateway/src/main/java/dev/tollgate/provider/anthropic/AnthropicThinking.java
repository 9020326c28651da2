package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.UnsupportedFields;
import org.jspecify.annotations.Nullable;

/**
 * How much the model thinks. Newer models take an effort (https://platform.claude.com/docs/en/build-with-claude/effort), older
 * ones a budget of tokens (https://platform.claude.com/docs/en/build-with-claude/extended-thinking). An absent field is not
 * sent.
 */
record AnthropicThinking(
        @Nullable JsonNode thinking, @Nullable String effort) {
    private static final String FIELD = "reasoning_effort";
    private static final int SMALLEST_BUDGET = 1_024;
    private static final AnthropicThinking DEFAULT = new AnthropicThinking(null, null);

    /**
     * The fields of a request that affect thinking.
     *
     * @param effort OpenAI's {@code reasoning_effort}
     * @param own Anthropic's {@code thinking}, which takes precedence
     * @param maxTokens the limit for thinking and response together, as at OpenAI
     * @param toolForced whether the model must call a tool
     */
    record ThinkingOptions(
            @Nullable String effort, @Nullable JsonNode own, int maxTokens, boolean toolForced) {}

    static AnthropicThinking of(ThinkingOptions options, ClaudeModel model, UnsupportedFields unsupported) {
        AnthropicThinking byEffort =
                options.effort() == null ? DEFAULT : forEffort(options.effort(), options, model, unsupported);
        boolean hasOwn = options.own() != null && !options.own().isNull();
        return hasOwn ? new AnthropicThinking(options.own(), byEffort.effort()) : byEffort;
    }

    /** Whether the request enables thinking. Some models think by default. */
    boolean enabled() {
        String type = thinking == null ? "" : thinking.path("type").asText();
        return type.equals("enabled") || type.equals("adaptive");
    }

    private static AnthropicThinking forEffort(
            String effort, ThinkingOptions options, ClaudeModel model, UnsupportedFields unsupported) {
        if (effort.equals("none")) {
            return disabled(model, unsupported);
        }
        int budget = budget(effort);
        if (budget == 0) {
            unsupported.report(FIELD, "supports the efforts none, minimal, low, medium, high, xhigh and max");
            return DEFAULT;
        }
        return switch (model.thinking()) {
            case NEVER -> {
                unsupported.report(FIELD, "has no thinking for this model");
                yield DEFAULT;
            }
            case BUDGET -> withBudget(budget, options, unsupported);
            case EFFORT ->
                new AnthropicThinking(type("adaptive").put("display", "summarized"), supportedEffort(effort, model));
        };
    }

    private static AnthropicThinking disabled(ClaudeModel model, UnsupportedFields unsupported) {
        return switch (model.thinkingOff()) {
            case BY_DEFAULT -> DEFAULT;
            case DISABLED -> new AnthropicThinking(type("disabled"), null);
            case BETWEEN_TOOLS -> new AnthropicThinking(type("between_tools"), null);
            case IMPOSSIBLE -> {
                unsupported.report(FIELD, "always thinks with this model; its lowest effort is low");
                yield DEFAULT;
            }
        };
    }

    /** Leaves at least half of the limit for the response, unless the smallest budget exceeds the other half. */
    private static AnthropicThinking withBudget(int budget, ThinkingOptions options, UnsupportedFields unsupported) {
        if (options.toolForced()) {
            unsupported.report(FIELD, "does not think if it must call a tool");
            return DEFAULT;
        }
        if (options.maxTokens() <= SMALLEST_BUDGET) {
            unsupported.report(FIELD, "needs more than " + SMALLEST_BUDGET + " max_tokens to think");
            return DEFAULT;
        }
        int limited = Math.min(budget, Math.max(SMALLEST_BUDGET, options.maxTokens() / 2));
        return new AnthropicThinking(type("enabled").put("budget_tokens", limited), null);
    }

    /** The budget in tokens; 0 for an unknown effort. */
    private static int budget(String effort) {
        return switch (effort) {
            case "minimal" -> SMALLEST_BUDGET;
            case "low" -> 2_048;
            case "medium" -> 8_192;
            case "high" -> 16_384;
            case "xhigh", "max" -> 32_000;
            default -> 0;
        };
    }

    /** OpenAI's minimal is below Anthropic's lowest effort, and some models have no effort between high and max. */
    private static String supportedEffort(String effort, ClaudeModel model) {
        return switch (effort) {
            case "minimal" -> "low";
            case "xhigh" -> model.supportsExtraHighEffort() ? "xhigh" : "max";
            default -> effort;
        };
    }

    private static ObjectNode type(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
