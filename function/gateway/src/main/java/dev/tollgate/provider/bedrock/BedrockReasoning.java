package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.UnsupportedFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much the model thinks. Converse has no field for it, so each family of models gets its own fields in
 * {@code additionalModelRequestFields}.
 *
 * <ul>
 *   <li>Claude: https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-extended-thinking.html and
 *       …/claude-messages-adaptive-thinking.html
 *   <li>Nova 2: https://docs.aws.amazon.com/nova/latest/nova2-userguide/extended-thinking.html
 *   <li>gpt-oss: https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-openai.html
 * </ul>
 *
 * @param fields the fields for the model; empty for its default
 * @param claudeThinks whether the request makes Claude think, which restricts the other options
 */
record BedrockReasoning(ObjectNode fields, boolean claudeThinks) {
    private static final String FIELD = "reasoning_effort";
    private static final int SMALLEST_BUDGET = 1_024;
    /** In {@code claude-3-7-sonnet-20250219} and {@code claude-opus-4-20250514}: the version, but not the date. */
    private static final Pattern CLAUDE = Pattern.compile("claude-(?:[a-z]+-)?(\\d{1,2})(?:-(\\d{1,2}))?(?!\\d)");

    private static final int FIRST_WITH_THINKING = 307;
    private static final int FIRST_WITH_EFFORT = 406;

    static BedrockReasoning of(
            @Nullable String effort,
            String model,
            @Nullable Integer maxTokens,
            BedrockTools tools,
            UnsupportedFields unsupported) {
        if (effort == null) {
            return none();
        }
        Matcher claude = CLAUDE.matcher(model);
        if (claude.find()) {
            return claude(effort, version(claude), maxTokens, tools, unsupported);
        }
        if (model.contains("nova-2")) {
            return nova(effort, unsupported);
        }
        if (model.contains("gpt-oss")) {
            return gptOss(effort, unsupported);
        }
        unsupported.report(FIELD, "has no reasoning effort for this model");
        return none();
    }

    private static BedrockReasoning claude(
            String effort,
            int version,
            @Nullable Integer maxTokens,
            BedrockTools tools,
            UnsupportedFields unsupported) {
        if (effort.equals("none")) {
            return none();
        }
        int budget = budget(effort);
        if (budget == 0 || version < FIRST_WITH_THINKING) {
            unsupported.report(FIELD, budget == 0 ? "does not support this effort" : "has no thinking for this model");
            return none();
        }
        if (tools.forced()) {
            unsupported.report(FIELD, "does not let Claude think if it must call a tool");
            return none();
        }
        return version < FIRST_WITH_EFFORT ? withBudget(budget, maxTokens, unsupported) : adaptive(effort);
    }

    /** OpenAI's limit covers thinking and response together, so half of it is left for the response where possible. */
    private static BedrockReasoning withBudget(int budget, @Nullable Integer maxTokens, UnsupportedFields unsupported) {
        int limit = maxTokens == null ? Integer.MAX_VALUE : maxTokens;
        if (limit <= SMALLEST_BUDGET) {
            unsupported.report(FIELD, "needs more than " + SMALLEST_BUDGET + " max_tokens to let Claude think");
            return none();
        }
        int limited = Math.min(budget, Math.max(SMALLEST_BUDGET, limit / 2));
        ObjectNode fields = node();
        fields.putObject("thinking").put("type", "enabled").put("budget_tokens", limited);
        return new BedrockReasoning(fields, true);
    }

    private static BedrockReasoning adaptive(String effort) {
        String supported =
                switch (effort) {
                    case "minimal" -> "low";
                    case "xhigh" -> "max";
                    default -> effort;
                };
        ObjectNode fields = node();
        fields.putObject("thinking").put("type", "adaptive");
        fields.putObject("output_config").put("effort", supported);
        return new BedrockReasoning(fields, true);
    }

    private static BedrockReasoning nova(String effort, UnsupportedFields unsupported) {
        if (effort.equals("none")) {
            return none();
        }
        String level = threeLevels(effort, unsupported);
        if (level == null) {
            return none();
        }
        ObjectNode fields = node();
        fields.putObject("reasoningConfig").put("type", "enabled").put("maxReasoningEffort", level);
        return new BedrockReasoning(fields, false);
    }

    private static BedrockReasoning gptOss(String effort, UnsupportedFields unsupported) {
        String level = threeLevels(effort, unsupported);
        return level == null ? none() : new BedrockReasoning(node().put(FIELD, level), false);
    }

    private static @Nullable String threeLevels(String effort, UnsupportedFields unsupported) {
        return switch (effort) {
            case "minimal", "low" -> "low";
            case "medium" -> "medium";
            case "high", "xhigh", "max" -> "high";
            default -> {
                unsupported.report(FIELD, "does not support this effort with this model");
                yield null;
            }
        };
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

    private static int version(Matcher claude) {
        int minor = claude.group(2) == null ? 0 : Integer.parseInt(claude.group(2));
        return Integer.parseInt(claude.group(1)) * 100 + minor;
    }

    private static BedrockReasoning none() {
        return new BedrockReasoning(node(), false);
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
