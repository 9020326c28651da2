package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Content parts in the forms of OpenAI's Responses API (openai/openai-agents-python#2797, sgl-project/sglang#17853) and of
 * Anthropic. A part without a counterpart in OpenAI's chat API, such as an image by its id, stays as it is.
 */
final class ForeignParts {
    /** What a response of the Responses API has in addition to its text. */
    private static final Set<String> OF_AN_ANSWER = Set.of("annotations", "logprobs");

    private static final JsonNode MISSING = MissingNode.getInstance();

    private ForeignParts() {}

    static ContentPart of(ContentPart part) {
        if (!(part instanceof ContentPart.Other other) || other.type() == null) {
            return part;
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(other.extra());
        Optional<ContentPart> known =
                switch (other.type()) {
                    case "input_text", "output_text" -> text(fields);
                    case "input_image" -> image(text(fields, "image_url"), fields);
                    case "image" -> image(source(fields.remove("source")), fields);
                    case "input_file" -> file(fields);
                    default -> Optional.empty();
                };
        return known.orElse(other);
    }

    private static Optional<ContentPart> text(Map<String, JsonNode> fields) {
        String text = text(fields, "text");
        fields.keySet().removeAll(OF_AN_ANSWER);
        return text == null ? Optional.empty() : Optional.of(new ContentPart.Text("text", text, fields));
    }

    private static Optional<ContentPart> image(@Nullable String url, Map<String, JsonNode> fields) {
        String detail = text(fields, "detail");
        return url == null
                ? Optional.empty()
                : Optional.of(new ContentPart.Image(
                        "image_url", new ContentPart.ImageUrl(url, detail, Map.of()), withoutNull(fields)));
    }

    private static Optional<ContentPart> file(Map<String, JsonNode> fields) {
        String data = text(fields, "file_data");
        String url = text(fields, "file_url");
        String id = text(fields, "file_id");
        String name = text(fields, "filename");
        String source = data == null ? url : data;
        return source == null && id == null
                ? Optional.empty()
                : Optional.of(new ContentPart.File(
                        "file", new ContentPart.FileSource(source, id, name, Map.of()), withoutNull(fields)));
    }

    /** The URL of an image of Anthropic's form. */
    private static @Nullable String source(@Nullable JsonNode sent) {
        JsonNode source = sent == null ? MISSING : sent;
        JsonNode data = source.path("data");
        JsonNode type = source.path("media_type");
        return switch (source.path("type").asText()) {
            case "url" -> source.path("url").textValue();
            case "base64" ->
                data.isTextual() && type.isTextual()
                        ? "data:" + type.textValue() + ";base64," + data.textValue()
                        : null;
            default -> null;
        };
    }

    private static @Nullable String text(Map<String, JsonNode> fields, String field) {
        JsonNode value = fields.get(field);
        if (value == null || !value.isTextual()) {
            return null;
        }
        fields.remove(field);
        return value.textValue();
    }

    private static Map<String, JsonNode> withoutNull(Map<String, JsonNode> fields) {
        fields.values().removeIf(JsonNode::isNull);
        return fields;
    }
}
