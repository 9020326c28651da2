package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** OpenAI's chat API (https://platform.openai.com/docs/api-reference/chat/create), and the ground for those that copy it. */
class StrictOpenAi implements StrictApi {
    private static final Set<String> FIELDS =
            Set.of(("model messages stream stream_options max_completion_tokens max_tokens n temperature top_p tools"
                            + " tool_choice parallel_tool_calls response_format reasoning_effort stop seed presence_penalty"
                            + " frequency_penalty logprobs top_logprobs user logit_bias metadata store service_tier"
                            + " prompt_cache_key prompt_cache_retention safety_identifier prediction modalities audio verbosity"
                            + " web_search_options functions function_call")
                    .split(" "));
    /** The documented way to go on is to append the received message, so its own fields come back. */
    private static final Set<String> ASSISTANT =
            Set.of("role", "content", "name", "refusal", "audio", "tool_calls", "function_call", "annotations");

    private static final Set<String> ASKING = Set.of("role", "content", "name");
    private static final Set<String> RESULT = Set.of("role", "content", "name", "tool_call_id");
    private static final Pattern REASONS = Pattern.compile("(gpt-5|o\\d).*");
    private static final Pattern FUNCTION_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern MESSAGE_NAME = Pattern.compile("[^\\s<|\\\\/>]{1,64}");
    private static final int LONGEST_ID = 40;

    final JsonRules rules = new JsonRules(this::refusal);

    @Override
    public void check(ApiCall call) {
        JsonNode body = call.body();
        rules.onlyFields(body, fields(call.model()), unknownField());
        checkSampling(call.model(), body);
        checkTools(body);
        List<JsonNode> messages = JsonRules.list(body.path("messages"));
        rules.require(!messages.isEmpty(), "Invalid 'messages': empty array. Expected an array with minimum length 1.");
        for (int i = 0; i < messages.size(); i++) {
            checkMessage(call, messages.get(i), i);
        }
        new ToolPairing(rules).check(messages);
    }

    /** The top-level fields that the API knows. */
    Set<String> fields(String model) {
        return FIELDS;
    }

    /** The fields of a message of this role. */
    Set<String> messageFields(String role) {
        return switch (role) {
            case "assistant" -> ASSISTANT;
            case "tool" -> RESULT;
            default -> ASKING;
        };
    }

    /** The words for an unknown top-level field. */
    String unknownField() {
        return "Unrecognized request argument supplied: %s";
    }

    /** The words for an unknown field of a message (https://github.com/BerriAI/litellm/issues/16215). */
    String unknownMessageField(int index, String role) {
        return "Unknown parameter: 'messages[" + index + "].%s'.";
    }

    /** The ids of calls that the API takes; OpenAI's own are the longest (https://github.com/vercel/ai/issues/8810). */
    void checkCallId(String id, String path) {
        rules.require(
                !id.isEmpty() && id.length() <= LONGEST_ID,
                "Invalid '" + path
                        + "': string too long. Expected a string with maximum length 40, but got a string with "
                        + "length " + id.length() + " instead.");
    }

    /** Models that reason take neither sampling options nor the old limit (platform.openai.com/docs/guides/reasoning). */
    void checkSampling(String model, JsonNode body) {
        if (!REASONS.matcher(model).matches()) {
            rules.require(!body.has("reasoning_effort"), "Unrecognized request argument supplied: reasoning_effort");
            return;
        }
        for (String option : List.of("temperature", "top_p", "presence_penalty", "frequency_penalty")) {
            double standard = option.endsWith("penalty") ? 0 : 1;
            rules.require(
                    !body.has(option) || body.path(option).asDouble() == standard,
                    "Unsupported value: '" + option + "' does not support " + body.path(option)
                            + " with this model. Only the default (1) value is supported.");
        }
        rules.require(
                !body.has("max_tokens"),
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens'"
                        + " instead.");
    }

    private void checkTools(JsonNode body) {
        rules.require(
                !body.has("tools") || !body.path("tools").isEmpty(),
                "Invalid 'tools': empty array. Expected an array with minimum length 1.");
        for (String needsTools : List.of("tool_choice", "parallel_tool_calls")) {
            rules.require(
                    !body.has(needsTools) || body.has("tools"),
                    "Invalid value for '" + needsTools + "': '" + needsTools
                            + "' is only allowed when 'tools' are specified.");
        }
        for (JsonNode tool : body.path("tools")) {
            rules.matches(
                    tool.path("function").path("name").asText(),
                    FUNCTION_NAME,
                    "Invalid 'tools[0].function.name': string does not match pattern.");
        }
    }

    void checkMessage(ApiCall call, JsonNode message, int index) {
        String role = message.path("role").asText();
        String path = "messages[" + index + "]";
        rules.require(
                Set.of("system", "developer", "user", "assistant", "tool").contains(role),
                "Invalid value: '" + role
                        + "'. Supported values are: 'system', 'assistant', 'user', 'function', and 'tool'.");
        rules.onlyFields(message, messageFields(role), unknownMessageField(index, role));
        JsonNode content = message.path("content");
        boolean silent = content.isNull() || content.isMissingNode();
        rules.require(
                !silent || (role.equals("assistant") && saysSomething(message)),
                "Invalid value for 'content': expected a string, got null.");
        if (message.has("name")) {
            rules.matches(
                    message.path("name").asText(), MESSAGE_NAME, "Invalid '" + path + ".name': string does not match.");
        }
        for (JsonNode part : content) {
            checkPart(part, role, path);
        }
        if (message.has("tool_calls")) {
            checkCalls(message.path("tool_calls"), path);
        }
        if (role.equals("tool")) {
            checkCallId(message.path("tool_call_id").asText(), path + ".tool_call_id");
        }
    }

    /** Whether an assistant's message without content says something. */
    boolean saysSomething(JsonNode message) {
        return message.path("tool_calls").isArray()
                || message.path("refusal").isTextual()
                || message.path("audio").isObject();
    }

    /** Which parts a message may have depends on its role (platform.openai.com/docs/api-reference/chat/create). */
    void checkPart(JsonNode part, String role, String path) {
        String type = part.path("type").asText();
        Set<String> allowed =
                switch (role) {
                    case "user" -> Set.of("text", "image_url", "input_audio", "file");
                    case "assistant" -> Set.of("text", "refusal");
                    default -> Set.of("text");
                };
        rules.require(
                allowed.contains(type),
                "Invalid '" + path + "'. Parts of type " + type + " are not allowed for messages with role '" + role
                        + "'.");
        rules.onlyFields(part, Set.of("type", type), "Unknown parameter: '" + path + ".content[0].%s'.");
    }

    private void checkCalls(JsonNode calls, String path) {
        rules.require(
                !calls.isEmpty(),
                "Invalid '" + path + ".tool_calls': empty array. Expected an array with minimum length 1.");
        Set<String> ids = new HashSet<>();
        for (JsonNode call : calls) {
            rules.onlyFields(call, callFields(), "Unknown parameter: '" + path + ".tool_calls[0].%s'.");
            rules.onlyFields(
                    call.path("function"),
                    Set.of("name", "arguments"),
                    "Unknown parameter: '" + path + ".tool_calls[0].function.%s'.");
            rules.require(
                    call.path("type").asText().equals("function"),
                    "Missing required parameter: '" + path + ".tool_calls[0].type'.");
            rules.require(
                    call.path("function").path("arguments").isTextual(),
                    "Invalid type for '" + path + ".tool_calls[0].function.arguments': expected a string.");
            rules.matches(
                    call.path("function").path("name").asText(),
                    FUNCTION_NAME,
                    "Invalid '" + path + ".tool_calls[0].function.name'.");
            checkCallId(call.path("id").asText(), path + ".tool_calls[0].id");
            rules.require(ids.add(call.path("id").asText()), "Duplicate value for 'tool_call_id' of '" + path + "'.");
        }
    }

    /** The fields of a call in a message. */
    Set<String> callFields() {
        return Set.of("id", "type", "function");
    }

    ApiViolation refusal(String message) {
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
        return wire().reply(call, turn);
    }

    /** The form of the replies. */
    OpenAiWire wire() {
        return new OpenAiWire(OpenAiWire.Reasoning.HIDDEN, "call_", 24);
    }

    @Override
    public ApiReply overloaded() {
        return ApiReply.json(503, """
            {"error":{"message":"The server is overloaded.","type":"server_error","param":null,"code":null}}\
            """);
    }

    @Override
    public List<OfferedFunction> functions(ApiCall call) {
        return RoleMessages.functions(call);
    }

    @Override
    public int resultsSinceUser(ApiCall call) {
        return RoleMessages.resultsSinceUser(call);
    }

    @Override
    public boolean thinks(ApiCall call) {
        return true;
    }
}
