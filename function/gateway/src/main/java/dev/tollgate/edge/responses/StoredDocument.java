package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.ResponseStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/**
 * What is stored of a response, in its redacted form.
 *
 * @param input the items that its own request added to the conversation, as they were sent
 * @param response the Response object
 */
record StoredDocument(ArrayNode input, ObjectNode response) {
    private static final String INPUT = "input";
    private static final String RESPONSE = "response";
    private static final String ENCRYPTED = "encrypted_content";

    /** The document of a stored response. */
    static StoredDocument of(ResponseRecord stored) {
        try {
            JsonNode document = JsonCodec.mapper().readTree(stored.document());
            return new StoredDocument((ArrayNode) document.get(INPUT), (ObjectNode) document.get(RESPONSE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a stored response cannot be read", unreadable);
        }
    }

    byte[] bytes() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set(INPUT, input);
        document.set(RESPONSE, response);
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The items that the next request continues: what was sent, and what was answered. */
    ArrayNode items() {
        ArrayNode items = JsonNodeFactory.instance.arrayNode().addAll(input);
        if (response.path("output") instanceof ArrayNode output) {
            items.addAll(output);
        }
        return items;
    }

    /**
     * The Response object as its client gets it.
     *
     * @param include what the client wants to see of it that is usually left out
     */
    static ObjectNode shown(ResponseRecord stored, Instant now, Set<String> include) {
        ObjectNode response = of(stored).response();
        ResponseStatus status = stored.statusAt(now);
        response.put("status", status.word());
        if (status == ResponseStatus.FAILED && !response.path("error").isObject()) {
            response.putObject("error")
                    .put("code", "server_error")
                    .put("message", "The gateway that was making this response has not ended it in time.");
        }
        if (!include.contains(RequestOptions.ENCRYPTED_REASONING)) {
            response.path("output").forEach(StoredDocument::withoutEncrypted);
        }
        return response;
    }

    private static void withoutEncrypted(JsonNode item) {
        if (item instanceof ObjectNode object
                && "reasoning".equals(object.path("type").asText())) {
            object.remove(ENCRYPTED);
        }
    }
}
