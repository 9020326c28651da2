package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.provider.compatible.CompatibleWire.Spoken;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text and the thinking in what a model says.
 *
 * <p>Mistral sends content as typed parts with thinking among them
 * (https://docs.mistral.ai/capabilities/reasoning); parts of other kinds are kept as {@code content_parts}.
 */
record CompatibleContent(String text, String reasoning, Map<String, JsonNode> extra) {
    private static final String OTHER_PARTS = "content_parts";

    static CompatibleContent of(Spoken spoken) {
        String reasoning = spoken.reasoningContent() == null ? textual(spoken.reasoning()) : spoken.reasoningContent();
        JsonNode content = spoken.content();
        if (content == null || !content.isArray()) {
            return new CompatibleContent(textual(content), reasoning, told(spoken.extra()));
        }
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder(reasoning == null ? "" : reasoning);
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        for (JsonNode part : content) {
            switch (part.path("type").asText()) {
                case "text" -> text.append(part.path("text").asText());
                case "thinking" ->
                    part.path("thinking")
                            .forEach(inner -> thinking.append(inner.path("text").asText()));
                default -> others.add(part);
            }
        }
        return new CompatibleContent(orNull(text), orNull(thinking), with(told(spoken.extra()), others));
    }

    private static String textual(JsonNode node) {
        return node == null || !node.isTextual() ? null : node.textValue();
    }

    private static String orNull(StringBuilder text) {
        return text.isEmpty() ? null : text.toString();
    }

    /** vLLM and others spell out what they have nothing to say of: null is no sign that the model has begun. */
    private static Map<String, JsonNode> told(Map<String, JsonNode> extra) {
        Map<String, JsonNode> told = new LinkedHashMap<>();
        if (extra != null) {
            extra.forEach((name, value) -> {
                if (!value.isNull()) {
                    told.put(name, value);
                }
            });
        }
        return told;
    }

    private static Map<String, JsonNode> with(Map<String, JsonNode> extra, ArrayNode others) {
        if (others.isEmpty()) {
            return extra;
        }
        Map<String, JsonNode> more = new LinkedHashMap<>(extra);
        more.put(OTHER_PARTS, others);
        return more;
    }
}
