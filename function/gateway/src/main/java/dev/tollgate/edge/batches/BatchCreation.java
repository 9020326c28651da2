package dev.tollgate.edge.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.HeaderText;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request for a batch (https://platform.openai.com/docs/api-reference/batch/create).
 *
 * @param endpoint as the client named it
 */
record BatchCreation(String inputFile, String endpoint, Map<String, String> metadata) {
    private static final Set<String> FIELDS = Set.of("input_file_id", "endpoint", "completion_window", "metadata");
    private static final int MOST_TAGS = 16;
    private static final int LONGEST_TAG = 512;

    BatchCreation {
        metadata = Map.copyOf(metadata);
    }

    /**
     * Reads it.
     *
     * @throws GatewayException of a 400 kind that names the field
     */
    static BatchCreation of(ObjectNode body) {
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (!FIELDS.contains(field.getKey()) && !field.getValue().isNull()) {
                String name = HeaderText.visible(field.getKey());
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED_PARAMETER,
                        name,
                        "Unsupported parameter: '" + name + "': batches of the gateway have no such field.");
            }
        }
        RequestRules.valid(
                "completion_window",
                text(body, "completion_window").equals(BatchDocument.WINDOW),
                BatchDocument.WINDOW);
        return new BatchCreation(text(body, "input_file_id"), text(body, "endpoint"), metadata(body.path("metadata")));
    }

    private static String text(ObjectNode body, String field) {
        JsonNode value = body.get(field);
        RequestRules.present(field, value != null && !value.isNull());
        String text = value == null ? null : value.textValue();
        if (text == null) {
            throw RequestRules.invalid(field, "a text");
        }
        return text;
    }

    private static Map<String, String> metadata(JsonNode sent) {
        Map<String, String> metadata = new LinkedHashMap<>();
        RequestRules.valid(
                "metadata",
                (sent.isMissingNode() || sent.isNull() || sent.isObject()) && sent.size() <= MOST_TAGS,
                "an object with at most " + MOST_TAGS + " texts");
        for (Map.Entry<String, JsonNode> tag : sent.properties()) {
            String value = tag.getValue().textValue();
            if (value == null || value.length() > LONGEST_TAG) {
                throw RequestRules.invalid("metadata", "texts of at most " + LONGEST_TAG + " characters");
            }
            metadata.put(tag.getKey(), value);
        }
        return metadata;
    }

    /** The lines say the same. */
    void requireEndpoint(BatchEndpoint ofLines) {
        RequestRules.valid("endpoint", endpoint.equals(ofLines.url()), ofLines.url() + ", as in the lines");
    }
}
