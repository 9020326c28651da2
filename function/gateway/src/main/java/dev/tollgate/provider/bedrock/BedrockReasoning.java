package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.ClaudeModel;
import dev.tollgate.provider.claude.ClaudeThinking;
import dev.tollgate.provider.claude.ToolLoop;
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
 * @param withoutThinkingFrom the index of the first turn whose thinking the request must not contain
 */
record BedrockReasoning(ObjectNode fields, boolean claudeThinks, int withoutThinkingFrom) {
    private static final String FIELD = "reasoning_effort";
    private static final String HIGH = "high";

    /**
     * The facts of a request that affect thinking.
     *
     * @param toolForced whether the model must call a tool
     * @param loop the tool loop at the end of the conversation
     */
    record ReasoningOptions(ChatRequest request, ChatOptions options, boolean toolForced, ToolLoop loop) {}

    static BedrockReasoning of(ReasoningOptions options, String model, UnsupportedFields unsupported) {
        ClaudeModel claude = ClaudeModel.of(model);
        if (claude.isClaude()) {
            return claude(options, claude, unsupported);
        }
        // The signatures are Claude's. An ARN may not tell the model.
        int thinkingUntil = model.startsWith("arn:") ? options.loop().turns() : 0;
        return new BedrockReasoning(
                fields(options.options().reasoningEffort(), options.request(), model, unsupported),
                false,
                thinkingUntil);
    }

    /** Whether the model takes no sampling options: Nova does not while it thinks hard (UKGovernmentBEIS/inspect_ai#3767). */
    boolean excludesSampling() {
        return fields.at("/reasoningConfig/maxReasoningEffort").asText().equals(HIGH);
    }

    private static BedrockReasoning claude(ReasoningOptions options, ClaudeModel model, UnsupportedFields unsupported) {
        Integer limit = options.request().completionLimit();
        ClaudeThinking thinking = ClaudeThinking.of(
                new ClaudeThinking.ThinkingOptions(
                        options.options().reasoningEffort(),
                        options.request().extra().get("thinking"),
                        limit == null ? Integer.MAX_VALUE : model.limited(limit),
                        options.toolForced(),
                        options.loop().lacksThinking()),
                model,
                unsupported);
        ObjectNode fields = node();
        if (thinking.thinking() != null) {
            fields.set("thinking", thinking.thinking());
        }
        ObjectNode output = node();
        if (thinking.effort() != null) {
            output.put("effort", thinking.effort());
        }
        if (options.request().extra().get("output_config") instanceof ObjectNode own) {
            output.setAll(own);
        }
        if (!output.isEmpty()) {
            fields.set("output_config", output);
        }
        return new BedrockReasoning(fields, thinking.enabled(), options.loop().withoutThinkingFrom(thinking));
    }

    private static ObjectNode fields(
            @Nullable String effort, ChatRequest request, String model, UnsupportedFields unsupported) {
        if (effort == null) {
            return node();
        }
        if (model.contains("nova-2")) {
            return nova(effort, request.completionLimit() != null, unsupported);
        }
        if (model.contains("gpt-oss")) {
            return gptOss(effort, unsupported);
        }
        unsupported.report(FIELD, "has no reasoning effort for this model");
        return node();
    }

    /**
     * At its high effort, Nova takes no limit of tokens (maximhq/bifrost#1116). The limit stays: it is what the answer may cost.
     *
     * @param limited whether the request has a limit of tokens
     */
    private static ObjectNode nova(String effort, boolean limited, UnsupportedFields unsupported) {
        String level = effort.equals("none") ? null : threeLevels(effort, unsupported);
        if (limited && HIGH.equals(level)) {
            unsupported.report(FIELD, "takes no limit of tokens at this effort with this model");
            level = "medium";
        }
        ObjectNode fields = node();
        if (level != null) {
            fields.putObject("reasoningConfig").put("type", "enabled").put("maxReasoningEffort", level);
        }
        return fields;
    }

    private static ObjectNode gptOss(String effort, UnsupportedFields unsupported) {
        String level = threeLevels(effort, unsupported);
        return level == null ? node() : node().put(FIELD, level);
    }

    private static @Nullable String threeLevels(String effort, UnsupportedFields unsupported) {
        return switch (effort) {
            case "minimal", "low" -> "low";
            case "medium" -> "medium";
            case HIGH, "xhigh", "max" -> HIGH;
            default -> {
                unsupported.report(FIELD, "does not support this effort with this model");
                yield null;
            }
        };
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
