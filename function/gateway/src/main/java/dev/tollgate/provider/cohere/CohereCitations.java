package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The citations of one reply (https://docs.cohere.com/docs/rag-citations). The client gets them unchanged in {@code citations}.
 * OpenAI's own {@code annotations} support only sources with a URL, so those are listed there as well.
 */
final class CohereCitations {
    private final Map<Integer, Integer> starts = new HashMap<>();
    private int length;

    /** Starts a block of content: Cohere counts characters from its start, OpenAI from the start of the whole text. */
    void startBlock(int index) {
        starts.put(index, length);
    }

    /** Adds the length of a piece of text. */
    void addText(String piece) {
        length += piece.codePointCount(0, piece.length());
    }

    /** The fields with this citation, for a delta. */
    Map<String, JsonNode> fields(JsonNode citation) {
        ArrayNode annotations = JsonNodeFactory.instance.arrayNode();
        if (citation.path("type").asText("TEXT_CONTENT").equals("TEXT_CONTENT")) {
            citation.path("sources").forEach(source -> annotate(citation, source, annotations));
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("citations", JsonNodeFactory.instance.arrayNode().add(citation));
        if (!annotations.isEmpty()) {
            fields.put("annotations", annotations);
        }
        return fields;
    }

    private void annotate(JsonNode citation, JsonNode source, ArrayNode annotations) {
        JsonNode document = source.path("document").isObject() ? source.path("document") : source.path("tool_output");
        if (!document.path("url").isTextual()) {
            return;
        }
        int start = starts.getOrDefault(citation.path("content_index").asInt(0), 0);
        ObjectNode annotation = annotations.addObject().put("type", "url_citation");
        annotation
                .putObject("url_citation")
                .put("start_index", start + citation.path("start").asInt())
                .put("end_index", start + citation.path("end").asInt())
                .put("title", document.path("title").asText(source.path("id").asText()))
                .put("url", document.path("url").textValue());
    }
}
