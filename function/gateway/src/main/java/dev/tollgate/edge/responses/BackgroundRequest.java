package dev.tollgate.edge.responses;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.call.CallContext;
import dev.tollgate.openai.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a response in the background needs of its client's request.
 *
 * @param preference as in {@link CallContext}, and so are the session, the headers and the tags
 * @param body the client's JSON
 */
record BackgroundRequest(
        String requestId,
        String preference,
        Optional<String> session,
        Map<String, String> forwardedHeaders,
        Map<String, String> tags,
        ObjectNode body) {

    static BackgroundRequest of(CallContext<?> context, ObjectNode body) {
        return new BackgroundRequest(
                context.requestId(),
                context.preference(),
                context.session(),
                context.forwardedHeaders(),
                context.requestTags(),
                body);
    }

    byte[] bytes() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("request_id", requestId)
                .put("preference", preference)
                .put("session", session.orElse(null));
        ObjectNode headers = json.putObject("headers");
        forwardedHeaders.forEach(headers::put);
        ObjectNode names = json.putObject("tags");
        tags.forEach(names::put);
        json.set("body", body);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #bytes} wrote. */
    static BackgroundRequest of(byte[] bytes) {
        try {
            JsonNode json = JsonCodec.mapper().readTree(new String(bytes, StandardCharsets.UTF_8));
            return new BackgroundRequest(
                    json.path("request_id").asText(),
                    json.path("preference").asText(),
                    Optional.ofNullable(json.path("session").textValue()),
                    texts(json.path("headers")),
                    texts(json.path("tags")),
                    (ObjectNode) json.path("body"));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("a request in the background cannot be read", unreadable);
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
