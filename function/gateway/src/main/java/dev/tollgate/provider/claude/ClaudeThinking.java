package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ThinkingBudget;
import dev.tollgate.provider.UnsupportedFields;
import org.jspecify.annotations.Nullable;

/**
 * How much the model thinks. Newer models take an effort (https://platform.claude.com/docs/en/build-with-claude/effort), older
 * ones a budget of tokens (https://platform.claude.com/docs/en/build-with-claude/extended-thinking).
 *
 * @param thinking Anthropic's field {@code thinking}; absent where the model's default applies
 * @param effort Anthropic's {@code output_config.effort}; absent where the model's default applies
 * @param lostInLoop whether this request cannot think, because the thinking before its tool calls is missing
 */
public record ClaudeThinking(
        @Nullable JsonNode thinking, @Nullable String effort, boolean lostInLoop) {
    private static final String EFFORT = "reasoning_effort";
    private static final String OWN = "thinking";
    private static final int SMALLEST_BUDGET = ThinkingBudget.SMALLEST;
    private static final ClaudeThinking DEFAULT = new ClaudeThinking(null, null, false);

    /**
     * The facts of a request that affect thinking.
     *
     * @param effort OpenAI's {@code reasoning_effort}
     * @param own Anthropic's {@code thinking}, which takes precedence
     * @param maxTokens the limit for thinking and response together, as at OpenAI
     * @param toolForced whether the model must call a tool
     * @param lostInLoop whether the conversation ends within a tool loop that lacks signed thinking
     */
    public record ThinkingOptions(
            @Nullable String effort, @Nullable JsonNode own, int maxTokens, boolean toolForced, boolean lostInLoop) {}

    /** The thinking that the request asks for, as far as the model and the conversation allow it. */
    public static ClaudeThinking of(ThinkingOptions options, ClaudeModel model, UnsupportedFields unsupported) {
        ClaudeThinking requested = requested(options, model, unsupported);
        if (!options.lostInLoop() || !requested.isManual()) {
            return requested;
        }
        unsupported.drop(options.own() instanceof ObjectNode ? OWN : EFFORT);
        return new ClaudeThinking(null, null, true);
    }

    private static ClaudeThinking requested(ThinkingOptions options, ClaudeModel model, UnsupportedFields unsupported) {
        if (options.own() instanceof ObjectNode own) {
            return own(own, options, model, unsupported);
        }
        return options.effort() == null ? DEFAULT : forEffort(options.effort(), options, model, unsupported);
    }

    /** Whether the request enables thinking. Some models think by default. */
    public boolean enabled() {
        return isManual() || is("adaptive");
    }

    /**
     * Whether the request has a budget. Only then does a turn with tool calls have to start with its thinking, and can the
     * request not force a tool (https://platform.claude.com/docs/en/build-with-claude/thinking-tool-workflows).
     */
    private boolean isManual() {
        return is("enabled");
    }

    private boolean is(String type) {
        return thinking != null && thinking.path("type").asText().equals(type);
    }

    private static ClaudeThinking own(
            ObjectNode own, ThinkingOptions options, ClaudeModel model, UnsupportedFields unsupported) {
        if (!model.isClaude()) {
            return new ClaudeThinking(own, null, false);
        }
        return switch (own.path("type").asText()) {
            case "enabled", "adaptive" -> ownEnabled(own, options, model, unsupported);
            case "disabled", "between_tools" ->
                new ClaudeThinking(disabled(own, OWN, model, unsupported), effort(options, model), false);
            default -> new ClaudeThinking(own, effort(options, model), false);
        };
    }

    /** Callers set budgets for models that take efforts only, and the other way round. */
    private static ClaudeThinking ownEnabled(
            ObjectNode own, ThinkingOptions options, ClaudeModel model, UnsupportedFields unsupported) {
        boolean isBudget = own.path("type").asText().equals("enabled");
        return switch (model.thinking()) {
            case NEVER -> {
                unsupported.report(OWN, "has no thinking for this model");
                yield DEFAULT;
            }
            case BUDGET -> {
                if (!isBudget) {
                    String effort = options.effort() == null ? "high" : options.effort();
                    yield options.toolForced()
                            ? dropped(null, unsupported)
                            : withBudget(
                                    Math.max(SMALLEST_BUDGET, ThinkingBudget.of(effort)), OWN, options, unsupported);
                }
                yield options.toolForced() ? dropped(null, unsupported) : ownBudget(own, null, options, unsupported);
            }
            case EFFORT -> {
                String effort = effort(options, model);
                if (options.toolForced()) {
                    yield dropped(effort, unsupported);
                }
                if (!isBudget) {
                    yield new ClaudeThinking(own, effort, false);
                }
                if (model.supportsBudget()) {
                    yield ownBudget(own, effort, options, unsupported);
                }
                yield new ClaudeThinking(
                        adaptive(),
                        effort != null
                                ? effort
                                : ThinkingBudget.effort(
                                        Math.max(1, own.path("budget_tokens").asInt())),
                        false);
            }
        };
    }

    /** A budget within the limits: at least 1,024 tokens, and less than the limit for thinking and response. */
    private static ClaudeThinking ownBudget(
            ObjectNode own, @Nullable String effort, ThinkingOptions options, UnsupportedFields unsupported) {
        JsonNode budget = own.path("budget_tokens");
        if (!budget.isIntegralNumber()
                || (budget.asLong() >= SMALLEST_BUDGET && budget.asLong() < options.maxTokens())) {
            return new ClaudeThinking(own, effort, false);
        }
        if (options.maxTokens() <= SMALLEST_BUDGET) {
            return dropped(effort, unsupported);
        }
        ObjectNode limited = own.deepCopy().put("budget_tokens", limited(budget.asInt(), options.maxTokens()));
        return new ClaudeThinking(limited, effort, false);
    }

    private static ClaudeThinking forEffort(
            String effort, ThinkingOptions options, ClaudeModel model, UnsupportedFields unsupported) {
        if (effort.equals("none")) {
            return new ClaudeThinking(disabled(null, EFFORT, model, unsupported), null, false);
        }
        int budget = ThinkingBudget.of(effort);
        if (budget == 0) {
            unsupported.report(EFFORT, "supports the efforts none, minimal, low, medium, high, xhigh and max");
            return DEFAULT;
        }
        return switch (model.thinking()) {
            case NEVER -> {
                unsupported.report(EFFORT, "has no thinking for this model");
                yield DEFAULT;
            }
            case BUDGET -> withBudget(budget, EFFORT, options, unsupported);
            // A model that must call a tool skips its thinking, or rejects it.
            case EFFORT -> new ClaudeThinking(options.toolForced() ? null : adaptive(), effort(options, model), false);
        };
    }

    /** Without Anthropic's own field, because the model must call a tool, or has no tokens to think. */
    private static ClaudeThinking dropped(@Nullable String effort, UnsupportedFields unsupported) {
        unsupported.drop(OWN);
        return new ClaudeThinking(null, effort, false);
    }

    /**
     * What switches thinking off.
     *
     * @param own what the caller sent; null for nothing
     */
    private static @Nullable ObjectNode disabled(
            @Nullable ObjectNode own, String field, ClaudeModel model, UnsupportedFields unsupported) {
        return switch (model.thinkingOff()) {
            case BY_DEFAULT -> own == null ? null : type("disabled");
            case DISABLED -> type("disabled");
            case BETWEEN_TOOLS -> type("between_tools");
            case IMPOSSIBLE -> {
                unsupported.report(field, "always thinks with this model; its lowest effort is low");
                yield null;
            }
        };
    }

    /** Leaves at least half of the limit for the response, unless the smallest budget exceeds the other half. */
    private static ClaudeThinking withBudget(
            int budget, String field, ThinkingOptions options, UnsupportedFields unsupported) {
        if (options.toolForced()) {
            unsupported.report(field, "does not think if it must call a tool");
            return DEFAULT;
        }
        if (options.maxTokens() <= SMALLEST_BUDGET) {
            unsupported.report(field, "needs more than " + SMALLEST_BUDGET + " max_tokens to think");
            return DEFAULT;
        }
        int limited = limited(budget, options.maxTokens());
        return new ClaudeThinking(type("enabled").put("budget_tokens", limited), null, false);
    }

    private static int limited(int budget, int maxTokens) {
        return Math.max(SMALLEST_BUDGET, Math.min(budget, maxTokens / 2));
    }

    /** OpenAI's minimal is below Anthropic's lowest effort, and some models have no effort between high and max. */
    private static @Nullable String effort(ThinkingOptions options, ClaudeModel model) {
        if (options.effort() == null
                || ThinkingBudget.of(options.effort()) == 0
                || model.thinking() != ClaudeModel.Thinking.EFFORT) {
            return null;
        }
        return switch (options.effort()) {
            case "minimal" -> "low";
            case "xhigh" -> model.supportsExtraHighEffort() ? "xhigh" : "max";
            default -> options.effort();
        };
    }

    /** Newer models send no text of their thinking unless the request asks for it. */
    private static ObjectNode adaptive() {
        return type("adaptive").put("display", "summarized");
    }

    private static ObjectNode type(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
