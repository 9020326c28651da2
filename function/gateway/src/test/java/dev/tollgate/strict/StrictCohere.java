package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Cohere's chat API, version 2 (https://docs.cohere.com/reference/chat). */
final class StrictCohere implements StrictApi {
    private static final Set<String> FIELDS =
            Set.of(("model stream messages tools strict_tools documents citation_options response_format safety_mode"
                            + " max_tokens stop_sequences temperature seed frequency_penalty presence_penalty k p logprobs"
                            + " tool_choice thinking priority")
                    .split(" "));

    private final JsonRules rules = new JsonRules(StrictCohere::refusal);

    @Override
    public void check(ApiCall call) {
        JsonNode body = call.body();
        rules.onlyFields(body, FIELDS, "invalid request: unknown field '%s'");
        checkOptions(call);
        List<JsonNode> messages = JsonRules.list(body.path("messages"));
        rules.require(!messages.isEmpty(), "invalid request: messages cannot be empty");
        for (int i = 0; i < messages.size(); i++) {
            checkMessage(call.model(), messages.get(i), i);
        }
        rules.require(
                messages.stream()
                        .anyMatch(message -> !message.path("role").asText().equals("system")),
                "invalid request: messages must contain at least one user, tool or assistant message");
        new ToolPairing(rules).check(messages);
    }

    private void checkOptions(ApiCall call) {
        JsonNode body = call.body();
        rules.require(
                !body.has("tool_choice")
                        || Set.of("REQUIRED", "NONE")
                                .contains(body.path("tool_choice").asText()),
                "invalid request: tool_choice must be one of REQUIRED, NONE");
        rules.require(!body.has("tool_choice") || body.has("tools"), "invalid request: tool_choice requires tools");
        rules.require(
                !(body.has("tools") && body.has("response_format")),
                "invalid request: response_format cannot be used with tools");
        rules.require(
                body.path("temperature").asDouble() <= 1,
                "invalid request: temperature must be between 0 and 1.0 inclusive.");
        rules.require(
                !(body.has("frequency_penalty") && body.has("presence_penalty")),
                "invalid request: frequency_penalty and presence_penalty cannot both be set");
        // https://docs.cohere.com/docs/reasoning
        rules.require(
                !body.has("thinking") || call.model().contains("reasoning"),
                "invalid request: thinking is not supported for model '" + call.model() + "'");
        for (JsonNode tool : body.path("tools")) {
            rules.require(
                    tool.path("function")
                            .path("parameters")
                            .path("type")
                            .asText()
                            .equals("object"),
                    "invalid request: tools[0].function.parameters must be a JSON schema of type object");
        }
    }

    private void checkMessage(String model, JsonNode message, int index) {
        String role = message.path("role").asText();
        String path = "messages[" + index + "]";
        Set<String> fields =
                switch (role) {
                    case "system", "user" -> Set.of("role", "content");
                    case "assistant" -> Set.of("role", "content", "tool_calls", "tool_plan", "citations");
                    case "tool" -> Set.of("role", "content", "tool_call_id");
                    default -> Set.of();
                };
        rules.require(!fields.isEmpty(), "invalid request: invalid role '" + role + "' at " + path);
        rules.onlyFields(message, fields, "invalid request: unknown field '%s' at " + path);
        rules.require(
                !role.equals("system") || index == 0, "invalid request: system message must be the first message");
        JsonNode content = message.path("content");
        boolean isEmpty = content.isTextual() ? content.asText().isEmpty() : content.isEmpty();
        rules.require(
                !isEmpty || message.has("tool_calls"), "invalid request: content must not be empty: '" + path + "'");
        rules.require(
                !message.has("tool_calls") || !message.path("tool_calls").isEmpty(),
                "invalid request: tool_calls is empty");
        checkParts(model, message, path);
        Set<String> ids = new HashSet<>();
        for (JsonNode call : message.path("tool_calls")) {
            rules.onlyFields(call, Set.of("id", "type", "function"), "invalid request: unknown field '%s' at " + path);
            rules.onlyFields(
                    call.path("function"),
                    Set.of("name", "arguments"),
                    "invalid request: unknown field '%s' at " + path);
            rules.require(
                    call.path("function").path("arguments").isTextual(), "invalid request: arguments must be a string");
            rules.require(ids.add(call.path("id").asText()), "invalid request: duplicate tool call id");
        }
    }

    private void checkParts(String model, JsonNode message, String path) {
        boolean calls = message.has("tool_calls");
        // https://github.com/vercel/ai/issues/5794
        rules.require(
                !(calls && (message.path("content").isTextual() || hasText(message))),
                "text content is not allowed when tool_calls are provided. If you wish to pass a tool plan, either"
                        + " pass thinking content (with thinking enabled) or use 'tool_plan': '" + path
                        + ".content[0]'");
        boolean reasons = model.contains("reasoning");
        // https://docs.cohere.com/docs/reasoning: these models think in place of planning.
        rules.require(
                !(reasons && message.has("tool_plan")),
                "invalid request: tool_plan is not supported with thinking: '" + path + "'");
        for (JsonNode part : message.path("content")) {
            String type = part.path("type").asText();
            Set<String> allowed =
                    switch (message.path("role").asText()) {
                        case "user" -> Set.of("text", "image_url");
                        case "assistant" -> reasons ? Set.of("text", "thinking") : Set.of("text");
                        case "tool" -> Set.of("text", "document");
                        default -> Set.of("text");
                    };
            rules.require(
                    allowed.contains(type), "invalid request: unsupported content type '" + type + "' at " + path);
            rules.require(
                    !type.equals("text") || !part.path("text").asText().isEmpty(),
                    "invalid request: text must not be empty at " + path);
            rules.require(
                    !type.equals("image_url") || model.contains("vision"),
                    "invalid request: model does not support image input");
        }
    }

    private static boolean hasText(JsonNode message) {
        return JsonRules.list(message.path("content")).stream()
                .anyMatch(part -> part.path("type").asText().equals("text"));
    }

    private static ApiViolation refusal(String message) {
        return new ApiViolation(
                400,
                message,
                JsonNodeFactory.instance.objectNode().put("id", "e1").put("message", message));
    }

    @Override
    public ApiReply reply(ApiCall call, ModelTurn turn) {
        return new CohereWireReply(call, turn).reply();
    }

    @Override
    public ApiReply overloaded() {
        return ApiReply.json(503, "{\"message\":\"service unavailable\"}");
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
        return call.model().contains("reasoning")
                && !call.body().path("thinking").path("type").asText().equals("disabled");
    }
}
