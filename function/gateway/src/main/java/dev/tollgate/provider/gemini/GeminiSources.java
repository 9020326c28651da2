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

/**
 * Where one answer comes from, as OpenAI's {@code annotations}, and what else Google tells about it
 * (https://ai.google.dev/gemini-api/docs/google-search). Google counts bytes of the text, OpenAI characters.
 */
final class GeminiSources {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, JsonNode> told = new LinkedHashMap<>();
    private final Set<JsonNode> citations = new LinkedHashSet<>();

    /** More of the answer's text. */
    void say(String piece) {
        text.append(piece);
    }

    /** What a reply tells about the answer; the latest counts. */
    void note(Candidate wire) {
        keep("safety_ratings", wire.safetyRatings());
        keep("grounding_metadata", wire.groundingMetadata());
        keep("url_context_metadata", wire.urlContextMetadata());
        if (wire.citationMetadata() != null) {
            // Vertex AI and the Gemini API have a name each for the same list.
            wire.citationMetadata().path("citations").forEach(citations::add);
            wire.citationMetadata().path("citationSources").forEach(citations::add);
        }
    }

    /** Puts all of it, as Google said it. */
    void tell(ObjectNode google) {
        told.forEach(google::set);
        if (!citations.isEmpty()) {
            google.putArray("citations").addAll(citations);
        }
    }

    /** The sources that have an address and a place in the text. */
    ArrayNode annotations() {
        ArrayNode annotations = JsonNodeFactory.instance.arrayNode();
        JsonNode grounding = told.getOrDefault("grounding_metadata", JsonNodeFactory.instance.objectNode());
        for (JsonNode support : grounding.path("groundingSupports")) {
            int[] place = place(support.path("segment"));
            for (JsonNode number : support.path("groundingChunkIndices")) {
                JsonNode source = grounding.path("groundingChunks").path(number.asInt());
                annotate(annotations, source.has("web") ? source.path("web") : source.path("retrievedContext"), place);
            }
        }
        citations.forEach(citation -> annotate(annotations, citation, between(citation)));
        return annotations;
    }

    private void keep(String name, JsonNode value) {
        if (value != null && !value.isNull() && !value.isEmpty()) {
            told.put(name, value);
        }
    }

    private static void annotate(ArrayNode annotations, JsonNode source, int[] place) {
        if (place.length == 0 || !source.path("uri").isTextual()) {
            return;
        }
        ObjectNode citation =
                annotations.addObject().put("type", "url_citation").putObject("url_citation");
        citation.put("start_index", place[0]).put("end_index", place[1]);
        citation.put("url", source.path("uri").textValue());
        // OpenAI's schema has a title for each; a citation of Google's has none.
        citation.put("title", source.path("title").asText(source.path("uri").textValue()));
    }

    /** Its count begins anew with each part, so that only the text that it quotes tells where it is. */
    private int[] place(JsonNode segment) {
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

    private int[] between(JsonNode citation) {
        int start = characters(citation.path("startIndex").asInt(0));
        int end = characters(citation.path("endIndex").asInt(0));
        return new int[] {text.codePointCount(0, start), text.codePointCount(0, Math.max(start, end))};
    }

    /** How many of the text's UTF-16 characters so many of its bytes are. */
    private int characters(int bytes) {
        byte[] all = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] first = Arrays.copyOf(all, Math.clamp(bytes, 0, all.length));
        return Math.min(new String(first, StandardCharsets.UTF_8).length(), text.length());
    }
}
