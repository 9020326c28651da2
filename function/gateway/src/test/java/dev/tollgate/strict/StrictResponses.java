package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OpenAI's Responses API without stored state (https://platform.openai.com/docs/api-reference/responses/create). */
final class StrictResponses implements StrictApi {
    private static final Set<String> FIELDS =
            Set.of(("model input instructions stream stream_options max_output_tokens max_tool_calls temperature top_p"
                            + " tools tool_choice parallel_tool_calls text reasoning include store service_tier truncation"
                            + " top_logprobs user metadata prompt prompt_cache_key prompt_cache_retention safety_identifier"
                            + " previous_response_id conversation background context_management client_metadata")
                    .split(" "));
    private static final Map<String, Set<String>> ITEMS = Map.of(
            "message", Set.of("type", "id", "role", "content", "status", "phase"),
            "function_call", Set.of("type", "id", "call_id", "name", "arguments", "status", "namespace"),
            "function_call_output", Set.of("type", "id", "call_id", "output", "status"),
            "reasoning", Set.of("type", "id", "summary", "content", "encrypted_content", "status"));

    private final JsonRules rules = new JsonRules(StrictResponses::refusal);

    @Override
    public void check(ApiCall call) {
        JsonNode body = call.body();
        rules.onlyFields(body, FIELDS, "Unknown parameter: '%s'.");
        rules.require(
                !body.path("store").asBoolean(true)
                        || !body.path("include").toString().contains("encrypted"),
                "Encrypted content is not supported with this request.");
        Set<String> calls = new HashSet<>();
        Set<String> open = new HashSet<>();
        for (int i = 0; i < body.path("input").size(); i++) {
            checkItem(body.path("input").get(i), "input[" + i + "]", calls, open);
        }
        rules.require(open.isEmpty(), "No tool output found for function call " + String.join(", ", open) + ".");
    }

    private void checkItem(JsonNode item, String path, Set<String> calls, Set<String> open) {
        String type = item.path("type").asText("message");
        rules.require(ITEMS.containsKey(type), "Invalid value: '" + type + "'.");
        rules.onlyFields(item, ITEMS.get(type), "Unknown parameter: '" + path + ".%s'.");
        String callId = item.path("call_id").asText();
        switch (type) {
            case "function_call" -> {
                rules.require(calls.add(callId), "Duplicate function call " + callId + ".");
                open.add(callId);
            }
            case "function_call_output" ->
                rules.require(
                        open.remove(callId), "No tool call found for function call output with call_id " + callId);
            case "reasoning" ->
                rules.require(
                        item.path("encrypted_content")
                                .asText()
                                .equals(ThoughtSignature.of(
                                        "openai",
                                        item.path("summary")
                                                .path(0)
                                                .path("text")
                                                .asText())),
                        "The encrypted content could not be verified.");
            default -> {}
        }
    }

    private static ApiViolation refusal(String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", "invalid_request_error")
                .putNull("param")
                .putNull("code");
        return new ApiViolation(400, message, body);
    }

    @Override
    public ApiReply reply(ApiCall call, ModelTurn turn) {
        return new ResponsesWireReply(call, turn).reply();
    }

    @Override
    public ApiReply overloaded() {
        return ApiReply.json(503, """
            {"error":{"message":"The server is overloaded.","type":"server_error","param":null,"code":null}}\
            """);
    }

    @Override
    public List<OfferedFunction> functions(ApiCall call) {
        return JsonRules.list(call.body().path("tools")).stream()
                .filter(tool -> tool.path("type").asText().equals("function"))
                .map(tool -> new OfferedFunction(tool.path("name").asText(), tool.path("parameters")))
                .toList();
    }

    @Override
    public int resultsSinceUser(ApiCall call) {
        int results = 0;
        for (JsonNode item : call.body().path("input")) {
            if (item.path("role").asText().equals("user")) {
                results = 0;
            } else if (item.path("type").asText().equals("function_call_output")) {
                results++;
            }
        }
        return results;
    }

    @Override
    public boolean thinks(ApiCall call) {
        return call.body().has("reasoning");
    }
}
