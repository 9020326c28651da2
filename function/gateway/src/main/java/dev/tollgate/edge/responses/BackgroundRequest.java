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
 * @param preference as in {@link CallContext}, and so are the session and the headers
 * @param body the client's JSON
 */
record BackgroundRequest(
        String requestId,
        String preference,
        Optional<String> session,
        Map<String, String> forwardedHeaders,
        ObjectNode body) {

    static BackgroundRequest of(CallContext<?> context, ObjectNode body) {
        return new BackgroundRequest(
                context.requestId(), context.preference(), context.session(), context.forwardedHeaders(), body);
    }

    byte[] bytes() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("request_id", requestId)
                .put("preference", preference)
                .put("session", session.orElse(null));
        ObjectNode headers = json.putObject("headers");
        forwardedHeaders.forEach(headers::put);
        json.set("body", body);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #bytes} wrote. */
    static BackgroundRequest of(byte[] bytes) {
        try {
            JsonNode json = JsonCodec.mapper().readTree(new String(bytes, StandardCharsets.UTF_8));
            Map<String, String> headers = new LinkedHashMap<>();
            json.path("headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            return new BackgroundRequest(
                    json.path("request_id").asText(),
                    json.path("preference").asText(),
                    Optional.ofNullable(json.path("session").textValue()),
                    headers,
                    (ObjectNode) json.path("body"));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("a request in the background cannot be read", unreadable);
        }
    }
}
