package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.provider.compatible.CompatibleWire.WireMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text and the reasoning of a message or a delta.
 *
 * <p>Mistral sends content as typed parts, and some of them hold reasoning
 * (https://docs.mistral.ai/capabilities/reasoning). Parts of other types are kept as {@code content_parts}.
 */
record CompatibleContent(@Nullable String text, @Nullable String reasoning, Map<String, JsonNode> extra) {
    private static final String OTHER_PARTS = "content_parts";

    static CompatibleContent of(WireMessage message) {
        String reasoning = reasoning(message);
        JsonNode content = message.content();
        if (content != null && content.isObject()) {
            content = JsonNodeFactory.instance.arrayNode().add(content);
        }
        if (content == null || !content.isArray()) {
            return new CompatibleContent(textual(content), reasoning, withoutNulls(message.extra()));
        }
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder(reasoning == null ? "" : reasoning);
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        for (JsonNode part : content) {
            switch (part.path("type").asText()) {
                case "text" -> text.append(part.path("text").asText());
                case "thinking" -> thinking.append(thought(part.path("thinking")));
                default -> others.add(part);
            }
        }
        return new CompatibleContent(orNull(text), orNull(thinking), with(withoutNulls(message.extra()), others));
    }

    /** A list of parts (Mistral), or a text (Claude's form, behind some proxies). */
    private static String thought(JsonNode thinking) {
        StringBuilder text = new StringBuilder(thinking.asText());
        thinking.forEach(inner -> text.append(inner.path("text").asText()));
        return text.toString();
    }

    /** Some providers send both fields: the same text twice, or one of them empty. */
    private static @Nullable String reasoning(WireMessage message) {
        String standard = textual(message.reasoningContent());
        return standard == null || standard.isEmpty() ? textual(message.reasoning()) : standard;
    }

    private static @Nullable String textual(@Nullable JsonNode node) {
        return node == null || !node.isTextual() ? null : node.textValue();
    }

    private static @Nullable String orNull(StringBuilder text) {
        return text.isEmpty() ? null : text.toString();
    }

    /** vLLM and others send null for every field without a value. Such a null does not mean that the model has started. */
    private static Map<String, JsonNode> withoutNulls(Map<String, JsonNode> extra) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        extra.forEach((name, value) -> {
            if (!value.isNull()) {
                values.put(name, value);
            }
        });
        return values;
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
