package dev.tollgate.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/** Status and headers in the function's JSON, as both of its forms have them. */
record ResponsePrelude(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What is no JSON, or not JSON alone, is no response. */
    static ResponsePrelude read(byte[] bytes) throws IOException {
        try {
            return new ResponsePrelude(JSON.readTree(bytes));
        } catch (JsonProcessingException none) {
            return new ResponsePrelude(MissingNode.getInstance());
        }
    }

    /** Whether this is a response at all; if not, the doors show what they got. */
    boolean proper() {
        return json.path("statusCode").isInt();
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
