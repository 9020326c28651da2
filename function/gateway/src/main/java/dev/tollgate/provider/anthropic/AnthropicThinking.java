package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.UnsupportedFields;

/**
 * How much the model is to think: an effort for newer models
 * (https://platform.claude.com/docs/en/build-with-claude/effort), a budget of tokens for older ones
 * (https://platform.claude.com/docs/en/build-with-claude/extended-thinking).
 *
 * @param thinking null where nothing is to be said
 * @param effort null where nothing is to be said
 */
record AnthropicThinking(JsonNode thinking, String effort) {
    private static final String FIELD = "reasoning_effort";
    private static final int SMALLEST_BUDGET = 1_024;
    private static final AnthropicThinking UNSAID = new AnthropicThinking(null, null);

    /**
     * What the caller wants.
     *
     * @param effort OpenAI's {@code reasoning_effort}, or null
     * @param own Anthropic's {@code thinking}, which wins, or null
     * @param maxTokens for thinking and answer together, as at OpenAI
     * @param toolForced whether some tool must be called
     */
    record Wish(String effort, JsonNode own, int maxTokens, boolean toolForced) {}

    static AnthropicThinking of(Wish wish, ClaudeModel model, UnsupportedFields unsupported) {
        AnthropicThinking asked = wish.effort() == null ? UNSAID : asked(wish, model, unsupported);
        boolean ownWords = wish.own() != null && !wish.own().isNull();
        return ownWords ? new AnthropicThinking(wish.own(), asked.effort()) : asked;
    }

    /** Whether thinking is asked for; some models think without being asked. */
    boolean thinks() {
        String type = thinking == null ? "" : thinking.path("type").asText();
        return type.equals("enabled") || type.equals("adaptive");
    }

    private static AnthropicThinking asked(Wish wish, ClaudeModel model, UnsupportedFields unsupported) {
        if (wish.effort().equals("none")) {
            return silent(model, unsupported);
        }
        int budget = budget(wish.effort());
        if (budget == 0) {
            unsupported.report(FIELD, "knows the efforts none, minimal, low, medium, high, xhigh and max");
            return UNSAID;
        }
        return switch (model.thinking()) {
            case NEVER -> {
                unsupported.report(FIELD, "has no thinking for this model");
                yield UNSAID;
            }
            case BUDGET -> budgeted(budget, wish, unsupported);
            case EFFORT ->
                new AnthropicThinking(type("adaptive").put("display", "summarized"), effort(wish.effort(), model));
        };
    }

    private static AnthropicThinking silent(ClaudeModel model, UnsupportedFields unsupported) {
        return switch (model.silence()) {
            case SAY_NOTHING -> UNSAID;
            case DISABLED -> new AnthropicThinking(type("disabled"), null);
            case BETWEEN_TOOLS -> new AnthropicThinking(type("between_tools"), null);
            case IMPOSSIBLE -> {
                unsupported.report(FIELD, "always thinks with this model; its least effort is low");
                yield UNSAID;
            }
        };
    }

    /** At least half of the limit is left for the answer, unless the smallest budget is more than the other half. */
    private static AnthropicThinking budgeted(int budget, Wish wish, UnsupportedFields unsupported) {
        if (wish.toolForced()) {
            unsupported.report(FIELD, "does not think where it must call a tool");
            return UNSAID;
        }
        if (wish.maxTokens() <= SMALLEST_BUDGET) {
            unsupported.report(FIELD, "needs more than " + SMALLEST_BUDGET + " max_tokens to think");
            return UNSAID;
        }
        int fitting = Math.min(budget, Math.max(SMALLEST_BUDGET, wish.maxTokens() / 2));
        return new AnthropicThinking(type("enabled").put("budget_tokens", fitting), null);
    }

    /** In tokens; 0 for an effort that is none. */
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

    /** OpenAI's minimal is below Anthropic's lowest, and models between two generations go from high to max. */
    private static String effort(String asked, ClaudeModel model) {
        return switch (asked) {
            case "minimal" -> "low";
            case "xhigh" -> model.knowsExtraHigh() ? "xhigh" : "max";
            default -> asked;
        };
    }

    private static ObjectNode type(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
