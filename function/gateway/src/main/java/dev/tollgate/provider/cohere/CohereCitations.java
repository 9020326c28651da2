package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Citations of one answer (https://docs.cohere.com/docs/rag-citations). They are passed on as Cohere gives them, in {@code
 * citations}; OpenAI's own {@code annotations} know only sources with a web address, so those are told there as well.
 */
final class CohereCitations {
    private final Map<Integer, Integer> starts = new HashMap<>();
    private int length;

    /** A block of content begins: Cohere counts characters from there, OpenAI from the answer's beginning. */
    void block(int index) {
        starts.put(index, length);
    }

    /** More of the answer's text. */
    void text(String piece) {
        length += piece.codePointCount(0, piece.length());
    }

    /** The fields of the message or delta that hold this citation. */
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
        JsonNode found = source.path("document").isObject() ? source.path("document") : source.path("tool_output");
        if (!found.path("url").isTextual()) {
            return;
        }
        int start = starts.getOrDefault(citation.path("content_index").asInt(0), 0);
        ObjectNode annotation = annotations.addObject().put("type", "url_citation");
        annotation
                .putObject("url_citation")
                .put("start_index", start + citation.path("start").asInt())
                .put("end_index", start + citation.path("end").asInt())
                .put("title", found.path("title").asText(source.path("id").asText()))
                .put("url", found.path("url").textValue());
    }
}
