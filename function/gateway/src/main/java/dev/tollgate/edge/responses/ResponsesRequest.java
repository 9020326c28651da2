package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.StreamOptions;
import dev.tollgate.openai.UntranslatedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request of the Responses API.
 *
 * @param sent what the client wrote, and what the chat request does not say of it
 * @param chat the same as a chat request
 * @param paths the client's names of the chat request's fields
 * @param tools the client's tools by the names of the functions that they are in chat
 */
record ResponsesRequest(NativeRequest sent, ChatRequest chat, FieldPaths paths, Map<String, ClientTool> tools) {

    /**
     * Reads a request.
     *
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_VALUE}, {@code MISSING_PARAMETER} or
     *     {@code UNSUPPORTED_PARAMETER} that names the field
     */
    static ResponsesRequest of(ObjectNode body) {
        RequestNames.check(body);
        JsonFields request = new JsonFields(body, "");
        FieldPaths paths = new FieldPaths();
        List<UntranslatedField> untranslated = new ArrayList<>();
        RequestTools tools = new RequestTools(paths, untranslated);
        tools.addAll(request.objects("tools"));
        List<Message> messages = new InputMessages(paths, untranslated, tools).of(request);
        Map<String, JsonNode> extra = new RequestOptions(request, tools, untranslated).fields();
        List<String> models = request.texts("models");
        ChatRequest chat = new ChatRequest(
                models.isEmpty() || request.has("model") ? request.requiredText("model") : models.getFirst(),
                messages,
                request.flag("stream"),
                Boolean.TRUE.equals(request.flag("stream")) ? StreamOptions.withUsage(null) : null,
                null,
                request.integer("max_output_tokens"),
                null,
                request.number("temperature"),
                request.number("top_p"),
                tools.functions(),
                models.isEmpty() ? null : models,
                extra);
        return new ResponsesRequest(
                new NativeRequest(NativeRequest.RESPONSES, body, untranslated), chat, paths, tools.byFunction());
    }
}
