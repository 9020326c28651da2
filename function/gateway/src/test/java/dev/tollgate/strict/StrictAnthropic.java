package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Anthropic's Messages API (https://platform.claude.com/docs/en/api/messages). */
final class StrictAnthropic implements StrictApi {
    private static final Set<String> FIELDS =
            Set.of(("model messages max_tokens system stream stop_sequences temperature top_p top_k tools tool_choice"
                            + " thinking metadata service_tier output_config container context_management mcp_servers"
                            + " inference_geo cache_control speed")
                    .split(" "));
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

    private final JsonRules rules = new JsonRules(StrictAnthropic::refusal);

    @Override
    public void check(ApiCall call) {
        JsonNode body = call.body();
        rules.onlyFields(body, FIELDS, "%s: Extra inputs are not permitted");
        rules.require(body.path("max_tokens").asInt() >= 1, "max_tokens: Field required");
        rules.require(!body.path("messages").isEmpty(), "messages: at least one message is required");
        for (JsonNode block : body.path("system")) {
            rules.require(
                    !body.path("system").isArray()
                            || !block.path("text").asText().isBlank(),
                    "system: text content blocks must be non-empty");
        }
        checkTools(body);
        new AnthropicMessages(rules).check(call);
        new AnthropicThinking(rules).check(call);
    }

    private void checkTools(JsonNode body) {
        rules.require(
                !body.has("tool_choice") || !body.path("tools").isEmpty(),
                "tool_choice: tool_choice may only be specified while providing tools.");
        for (JsonNode tool : body.path("tools")) {
            if (tool.has("type") && !tool.path("type").asText().equals("custom")) {
                continue;
            }
            rules.onlyFields(
                    tool,
                    Set.of(
                            "name",
                            "description",
                            "input_schema",
                            "cache_control",
                            "type",
                            "strict",
                            "input_examples",
                            "defer_loading",
                            "allowed_callers",
                            "eager_input_streaming"),
                    "tools.0.custom.%s: Extra inputs are not permitted");
            rules.matches(
                    tool.path("name").asText(),
                    TOOL_NAME,
                    "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
            rules.require(
                    tool.path("input_schema").path("type").asText().equals("object"),
                    "tools.0.custom.input_schema.type: Field required");
            for (String combiner : List.of("anyOf", "oneOf", "allOf")) {
                rules.require(
                        !tool.path("input_schema").has(combiner),
                        "tools.0.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top"
                                + " level");
            }
        }
        JsonNode schema = body.path("output_config").path("format").path("schema");
        rules.require(
                !schema.path("type").asText().equals("object")
                        || schema.path("additionalProperties").equals(JsonNodeFactory.instance.booleanNode(false)),
                "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to"
                        + " false");
    }

    static ApiViolation refusal(String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "error");
        body.putObject("error").put("type", "invalid_request_error").put("message", message);
        return new ApiViolation(400, message, body);
    }

    @Override
    public ApiReply reply(ApiCall call, ModelTurn turn) {
        return new AnthropicWire(call, turn).reply();
    }

    @Override
    public ApiReply overloaded() {
        return ApiReply.json(529, """
            {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\
            """);
    }

    @Override
    public List<OfferedFunction> functions(ApiCall call) {
        return JsonRules.list(call.body().path("tools")).stream()
                .map(tool -> new OfferedFunction(tool.path("name").asText(), tool.path("input_schema")))
                .toList();
    }

    @Override
    public int resultsSinceUser(ApiCall call) {
        int results = 0;
        for (JsonNode message : call.body().path("messages")) {
            if (message.path("role").asText().equals("user")) {
                long here = AnthropicMessages.count(message, "tool_result");
                results = here == 0 ? 0 : results + (int) here;
            }
        }
        return results;
    }

    @Override
    public boolean thinks(ApiCall call) {
        return Set.of("enabled", "adaptive")
                .contains(call.body().path("thinking").path("type").asText());
    }
}
