package dev.tollgate.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.io.IOException;
import java.util.Map;

/** The status and the headers in the JSON of the function, in either payload format. */
record ResponsePrelude(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Reads the JSON. Anything that is not exactly one JSON document is not a valid response. */
    static ResponsePrelude read(byte[] bytes) throws IOException {
        try {
            return new ResponsePrelude(JSON.readTree(bytes));
        } catch (JsonProcessingException invalid) {
            return new ResponsePrelude(MissingNode.getInstance());
        }
    }

    /** Whether this is a response. If not, the endpoints send the bytes to the client. */
    boolean valid() {
        return json.path("statusCode").isInt();
    }

    int status() {
        return json.path("statusCode").asInt(200);
    }

    void addTo(HttpExchange http, EndpointType endpoint) {
        Headers headers = http.getResponseHeaders();
        for (Map.Entry<String, JsonNode> header : json.path("headers").properties()) {
            add(headers, endpoint, header.getKey(), header.getValue());
        }
        for (Map.Entry<String, JsonNode> header : json.path("multiValueHeaders").properties()) {
            header.getValue().forEach(value -> add(headers, endpoint, header.getKey(), value));
        }
        json.path("cookies").forEach(cookie -> headers.add("set-cookie", cookie.asText()));
    }

    private static void add(Headers headers, EndpointType endpoint, String name, JsonNode value) {
        EndpointHeaders.add(headers, endpoint, Map.entry(name, value.asText()));
    }
}
