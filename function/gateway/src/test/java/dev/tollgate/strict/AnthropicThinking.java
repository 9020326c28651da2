package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Anthropic requires of thinking and sampling (https://platform.claude.com/docs/en/build-with-claude/extended-thinking,
 * …/adaptive-thinking, …/about-claude/models/migration-guide).
 */
final class AnthropicThinking {
    /** The first models that think adaptively only, and take no sampling options. */
    private static final Pattern ADAPTIVE_ONLY =
            Pattern.compile(".*claude-(opus-4-[789]|(opus|sonnet|haiku|fable)-[5-9]).*");
    /** The models that think by a budget only. */
    private static final Pattern BUDGET_ONLY =
            Pattern.compile(".*claude-(3-7|(opus|sonnet)-4-(0|1|5|2025)|haiku-4-5).*");
    /** The models that do not take temperature and top_p together. */
    private static final Pattern ONE_SAMPLER = Pattern.compile(".*claude-(opus-4-[1-9]|sonnet-4-[5-9]|haiku-4-5).*");

    private static final Pattern NO_PREFILL =
            Pattern.compile(".*claude-((opus|sonnet)-4-[6-9]|(opus|sonnet|haiku|fable)-[5-9]).*");

    private final JsonRules rules;

    AnthropicThinking(JsonRules rules) {
        this.rules = rules;
    }

    void check(ApiCall call) {
        JsonNode body = call.body();
        String type = body.path("thinking").path("type").asText();
        checkSampling(call.model(), body, type);
        List<JsonNode> messages = JsonRules.list(body.path("messages"));
        checkSignatures(messages);
        rules.require(
                !type.equals("adaptive") || !BUDGET_ONLY.matcher(call.model()).matches(),
                "adaptive thinking is not supported on this model");
        if (type.equals("enabled")) {
            checkEnabled(call.model(), body, messages);
        }
        String last = messages.getLast().path("role").asText();
        rules.require(
                !last.equals("assistant") || !NO_PREFILL.matcher(call.model()).matches(),
                "This model does not support assistant message prefill. The conversation must end with a user"
                        + " message.");
    }

    private void checkSampling(String model, JsonNode body, String type) {
        boolean adaptiveOnly = ADAPTIVE_ONLY.matcher(model).matches();
        for (String option : List.of("temperature", "top_p", "top_k")) {
            rules.require(!adaptiveOnly || !body.has(option), "`" + option + "` is deprecated for this model.");
        }
        rules.require(
                !(body.has("temperature")
                        && body.has("top_p")
                        && ONE_SAMPLER.matcher(model).matches()),
                "`temperature` and `top_p` cannot both be specified for this model. Please use only one.");
        rules.require(body.path("temperature").asDouble() <= 1, "temperature: range: 0..1");
        boolean thinks = Set.of("enabled", "adaptive").contains(type);
        rules.require(
                !thinks || body.path("temperature").asDouble(1) == 1,
                "`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.");
        rules.require(
                !thinks
                        || !Set.of("any", "tool")
                                .contains(body.path("tool_choice").path("type").asText()),
                "Thinking may not be enabled when tool_choice forces tool use.");
        rules.require(
                !(adaptiveOnly && type.equals("enabled")),
                "\"thinking.type.enabled\" is not supported for this model. Use \"thinking.type.adaptive\" and "
                        + "\"output_config.effort\" to control thinking behavior.");
    }

    private void checkEnabled(String model, JsonNode body, List<JsonNode> messages) {
        int budget = body.path("thinking").path("budget_tokens").asInt();
        rules.require(budget >= 1024, "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
        rules.require(
                !body.has("max_tokens") || body.path("max_tokens").asInt() > budget,
                "`max_tokens` must be greater than `thinking.budget_tokens`.");
        rules.require(!model.contains("claude-3-5"), "This model does not support thinking.");
        // The assistant's messages since the user's last words are one turn, which must start with its thinking.
        int turn = 0;
        for (int i = 0; i < messages.size(); i++) {
            boolean words = messages.get(i).path("role").asText().equals("user")
                    && AnthropicMessages.count(messages.get(i), "tool_result") == 0;
            turn = words ? i : turn;
        }
        for (int i = turn + 1; i < messages.size(); i++) {
            JsonNode first = messages.get(i).path("content").path(0);
            boolean assistant = messages.get(i).path("role").asText().equals("assistant");
            rules.require(
                    !assistant || first.path("type").asText().endsWith("thinking"),
                    "messages." + i + ".content.0.type: Expected `thinking` or `redacted_thinking`, but found `"
                            + first.path("type").asText("text")
                            + "`. When `thinking` is enabled, a final `assistant` message must start with a thinking"
                            + " block (preceeding the lastmost set of `tool_use` and `tool_result` blocks).");
        }
    }

    private void checkSignatures(List<JsonNode> messages) {
        for (int i = 0; i < messages.size(); i++) {
            for (JsonNode block : AnthropicMessages.blocks(messages.get(i), "thinking")) {
                String path = "messages." + i + ".content.0";
                rules.require(block.path("signature").isTextual(), path + ".thinking.signature: Field required");
                rules.require(
                        block.path("signature")
                                .asText()
                                .equals(ThoughtSignature.of(
                                        "anthropic", block.path("thinking").asText())),
                        path + ": Invalid `signature` in `thinking` block");
            }
        }
    }
}
