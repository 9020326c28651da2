package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.gemini.GeminiWire.Candidate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sources of one candidate as OpenAI's {@code annotations}, and the metadata that Google sends with them
 * (https://ai.google.dev/gemini-api/docs/google-search). Google counts bytes of the text, OpenAI characters.
 */
final class GeminiSources {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, JsonNode> metadata = new LinkedHashMap<>();
    private final Set<JsonNode> citations = new LinkedHashSet<>();

    /** Adds a piece of the candidate's text. */
    void addText(String piece) {
        text.append(piece);
    }

    /** Takes the metadata of a reply; the latest wins. */
    void update(Candidate wire) {
        keep("safety_ratings", wire.safetyRatings());
        keep("grounding_metadata", wire.groundingMetadata());
        keep("url_context_metadata", wire.urlContextMetadata());
        if (wire.citationMetadata() != null) {
            // Vertex AI and the Gemini API have different names for the same list.
            wire.citationMetadata().path("citations").forEach(citations::add);
            wire.citationMetadata().path("citationSources").forEach(citations::add);
        }
    }

    /** Adds all metadata in Google's form. */
    void addTo(ObjectNode google) {
        metadata.forEach(google::set);
        if (!citations.isEmpty()) {
            google.putArray("citations").addAll(citations);
        }
    }

    /** The sources that have a URL and a range of the text. */
    ArrayNode annotations() {
        ArrayNode annotations = JsonNodeFactory.instance.arrayNode();
        JsonNode grounding = metadata.getOrDefault("grounding_metadata", JsonNodeFactory.instance.objectNode());
        for (JsonNode support : grounding.path("groundingSupports")) {
            int[] range = quotedRange(support.path("segment"));
            for (JsonNode number : support.path("groundingChunkIndices")) {
                JsonNode source = grounding.path("groundingChunks").path(number.asInt());
                annotate(annotations, source.has("web") ? source.path("web") : source.path("retrievedContext"), range);
            }
        }
        citations.forEach(citation -> annotate(annotations, citation, range(citation)));
        return annotations;
    }

    private void keep(String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull() && !value.isEmpty()) {
            metadata.put(name, value);
        }
    }

    private static void annotate(ArrayNode annotations, JsonNode source, int[] range) {
        if (range.length == 0 || !source.path("uri").isTextual()) {
            return;
        }
        ObjectNode citation =
                annotations.addObject().put("type", "url_citation").putObject("url_citation");
        citation.put("start_index", range[0]).put("end_index", range[1]);
        citation.put("url", source.path("uri").textValue());
        // OpenAI's schema requires a title, which Google's citations do not have.
        citation.put("title", source.path("title").asText(source.path("uri").textValue()));
    }

    /** Finds a segment by the text that it quotes, because its indexes start again with each part. */
    private int[] quotedRange(JsonNode segment) {
        String quoted = segment.path("text").asText();
        int start = text.indexOf(
                quoted,
                quoted.isEmpty() ? 0 : characters(segment.path("startIndex").asInt(0)));
        start = start < 0 ? text.indexOf(quoted) : start;
        if (quoted.isEmpty() || start < 0) {
            return new int[0];
        }
        return new int[] {text.codePointCount(0, start), text.codePointCount(0, start + quoted.length())};
    }

    private int[] range(JsonNode citation) {
        int start = characters(citation.path("startIndex").asInt(0));
        int end = characters(citation.path("endIndex").asInt(0));
        return new int[] {text.codePointCount(0, start), text.codePointCount(0, Math.max(start, end))};
    }

    /** The number of UTF-16 characters in the first bytes of the text. */
    private int characters(int bytes) {
        byte[] all = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] first = Arrays.copyOf(all, Math.clamp(bytes, 0, all.length));
        return Math.min(new String(first, StandardCharsets.UTF_8).length(), text.length());
    }
}
