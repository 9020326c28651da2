package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers with JSON. */
final class JsonAnswer {
    private static final String TYPE = "application/json";

    private JsonAnswer() {}

    /** A document with the status 200. */
    static Response of(JsonNode document) {
        return of(200, document);
    }

    static Response of(int status, JsonNode document) {
        return Response.status(status).type(TYPE).entity(bytes(document)).build();
    }

    /** A document with the version that a change of it must have seen. */
    static Response of(int status, JsonNode document, long version) {
        return Response.status(status)
                .type(TYPE)
                .header(HttpHeaders.ETAG, "\"" + version + "\"")
                .entity(bytes(document))
                .build();
    }

    /** A list without elements yet. */
    static ObjectNode list() {
        return JsonNodeFactory.instance.objectNode().put("object", "list");
    }

    private static byte[] bytes(JsonNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
