package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.UnsupportedFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much the model is to think: Converse has no word for it, so that each family of models is told in its own, through
 * {@code additionalModelRequestFields}.
 *
 * <ul>
 *   <li>Claude: https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-extended-thinking.html and
 *       …/claude-messages-adaptive-thinking.html
 *   <li>Nova 2: https://docs.aws.amazon.com/nova/latest/nova2-userguide/extended-thinking.html
 *   <li>gpt-oss: https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-openai.html
 * </ul>
 *
 * @param fields empty where nothing is to be said
 * @param claudeThinks whether Claude is to think, which bounds what else may be asked of it
 */
record BedrockReasoning(ObjectNode fields, boolean claudeThinks) {
    private static final String FIELD = "reasoning_effort";
    private static final int SMALLEST_BUDGET = 1_024;
    /** In {@code claude-3-7-sonnet-20250219} and {@code claude-opus-4-20250514}: the version, but not the date. */
    private static final Pattern CLAUDE = Pattern.compile("claude-(?:[a-z]+-)?(\\d{1,2})(?:-(\\d{1,2}))?(?!\\d)");

    private static final int FIRST_THAT_THINKS = 307;
    private static final int FIRST_WITH_EFFORT = 406;

    static BedrockReasoning of(
            String effort, String model, Integer maxTokens, BedrockTools tools, UnsupportedFields unsupported) {
        if (effort == null) {
            return nothing();
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
        unsupported.report(FIELD, "has no word for it with this model");
        return nothing();
    }

    private static BedrockReasoning claude(
            String effort, int version, Integer maxTokens, BedrockTools tools, UnsupportedFields unsupported) {
        if (effort.equals("none")) {
            return nothing();
        }
        int budget = budget(effort);
        if (budget == 0 || version < FIRST_THAT_THINKS) {
            unsupported.report(FIELD, budget == 0 ? "does not know this effort" : "has no thinking for this model");
            return nothing();
        }
        if (tools.forced()) {
            unsupported.report(FIELD, "does not let Claude think where it must call a tool");
            return nothing();
        }
        return version < FIRST_WITH_EFFORT ? budgeted(budget, maxTokens, unsupported) : adaptive(effort);
    }

    /** At OpenAI the limit is for thinking and answer together, so that half of it is left for the answer if it can be. */
    private static BedrockReasoning budgeted(int budget, Integer maxTokens, UnsupportedFields unsupported) {
        int limit = maxTokens == null ? Integer.MAX_VALUE : maxTokens;
        if (limit <= SMALLEST_BUDGET) {
            unsupported.report(FIELD, "needs more than " + SMALLEST_BUDGET + " max_tokens to let Claude think");
            return nothing();
        }
        int fitting = Math.min(budget, Math.max(SMALLEST_BUDGET, limit / 2));
        ObjectNode fields = node();
        fields.putObject("thinking").put("type", "enabled").put("budget_tokens", fitting);
        return new BedrockReasoning(fields, true);
    }

    private static BedrockReasoning adaptive(String effort) {
        String known =
                switch (effort) {
                    case "minimal" -> "low";
                    case "xhigh" -> "max";
                    default -> effort;
                };
        ObjectNode fields = node();
        fields.putObject("thinking").put("type", "adaptive");
        fields.putObject("output_config").put("effort", known);
        return new BedrockReasoning(fields, true);
    }

    private static BedrockReasoning nova(String effort, UnsupportedFields unsupported) {
        if (effort.equals("none")) {
            return nothing();
        }
        String known = threeLevels(effort, unsupported);
        if (known == null) {
            return nothing();
        }
        ObjectNode fields = node();
        fields.putObject("reasoningConfig").put("type", "enabled").put("maxReasoningEffort", known);
        return new BedrockReasoning(fields, false);
    }

    private static BedrockReasoning gptOss(String effort, UnsupportedFields unsupported) {
        String known = threeLevels(effort, unsupported);
        return known == null ? nothing() : new BedrockReasoning(node().put(FIELD, known), false);
    }

    private static String threeLevels(String effort, UnsupportedFields unsupported) {
        return switch (effort) {
            case "minimal", "low" -> "low";
            case "medium" -> "medium";
            case "high", "xhigh", "max" -> "high";
            default -> {
                unsupported.report(FIELD, "does not know this effort with this model");
                yield null;
            }
        };
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

    private static int version(Matcher claude) {
        int minor = claude.group(2) == null ? 0 : Integer.parseInt(claude.group(2));
        return Integer.parseInt(claude.group(1)) * 100 + minor;
    }

    private static BedrockReasoning nothing() {
        return new BedrockReasoning(node(), false);
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
