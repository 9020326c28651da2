package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatCompletion.AssistantMessage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * OpenAI's {@code annotations} as Google's sources (https://ai.google.dev/api/generate-content#GroundingMetadata). OpenAI counts
 * characters of the text, Google bytes.
 */
final class AnswerSources {
    private final String text;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    private final ArrayNode chunks = metadata.putArray("groundingChunks");
    private final ArrayNode supports = metadata.putArray("groundingSupports");

    private AnswerSources(String text) {
        this.text = text;
    }

    /** The sources of a message; empty if it names none. */
    static Optional<JsonNode> of(AssistantMessage message) {
        AnswerSources sources = new AnswerSources(message.content() == null ? "" : message.content());
        message.extra()
                .getOrDefault("annotations", MissingNode.getInstance())
                .forEach(annotation -> sources.add(annotation.path("url_citation")));
        return sources.chunks.isEmpty() ? Optional.empty() : Optional.of(sources.metadata);
    }

    private void add(JsonNode citation) {
        String url = citation.path("url").asText();
        if (url.isEmpty()) {
            return;
        }
        int number = numbers.computeIfAbsent(url, _ -> {
            chunks.addObject()
                    .putObject("web")
                    .put("uri", url)
                    .put("title", citation.path("title").asText(url));
            return chunks.size() - 1;
        });
        int start = index(citation.path("start_index"));
        int end = index(citation.path("end_index"));
        if (start < end) {
            ObjectNode support = supports.addObject();
            support.putObject("segment")
                    .put("startIndex", bytes(start))
                    .put("endIndex", bytes(end))
                    .put("text", text.substring(start, end));
            support.putArray("groundingChunkIndices").add(number);
        }
    }

    /** Where in the text this many characters end. */
    private int index(JsonNode characters) {
        int count = Math.clamp(characters.asInt(0), 0, text.codePointCount(0, text.length()));
        return text.offsetByCodePoints(0, count);
    }

    private int bytes(int index) {
        return text.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
    }
}
