package dev.tollgate.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;
import java.net.http.HttpHeaders;

/** What a caller got. */
public record Response(int status, HttpHeaders headers, String body) {

    /** A header's value, or null. */
    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** The id of the call's usage record. */
    public String requestId() {
        return header("x-request-id");
    }

    /** Whether it came as server-sent events. */
    public boolean eventStream() {
        String type = header("content-type");
        return type != null && type.startsWith("text/event-stream");
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return JsonCodec.mapper().readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + headers.map() + body, notJson);
        }
    }
}
