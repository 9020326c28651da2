package dev.tollgate.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/** Status and headers in the function's JSON, as both of its forms have them. */
record Prelude(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Prelude read(byte[] bytes) throws IOException {
        return new Prelude(JSON.readTree(bytes));
    }

    /** Whether this is a response at all; if not, the doors show what they got. */
    boolean proper() {
        return json != null && json.path("statusCode").isInt();
    }

    int status() {
        return json.path("statusCode").asInt(200);
    }

    void addTo(HttpExchange http) {
        Headers headers = http.getResponseHeaders();
        for (Map.Entry<String, JsonNode> header : json.path("headers").properties()) {
            headers.add(header.getKey(), header.getValue().asText());
        }
        for (Map.Entry<String, JsonNode> header : json.path("multiValueHeaders").properties()) {
            header.getValue().forEach(value -> headers.add(header.getKey(), value.asText()));
        }
        json.path("cookies").forEach(cookie -> headers.add("set-cookie", cookie.asText()));
    }
}
