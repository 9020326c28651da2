package dev.tollgate.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The most that a model can read in a request in the words of another API. Nobody needs to know these words: every name and every value
 * counts as text, and a file counts by what its media type says. An instance adds up one request.
 */
final class NativeBound {
    /** How APIs name the media type next to a file in Base64. */
    private static final List<String> MEDIA_TYPES = List.of("media_type", "mimeType", "mime_type");

    /** How they name the file. */
    private static final List<String> DATA = List.of("data", "file_data");

    private long text;
    private long images;
    private boolean references;

    private NativeBound() {}

    /** Adds up a request. */
    static NativeBound of(JsonNode body) {
        NativeBound bound = new NativeBound();
        bound.add(body);
        return bound;
    }

    /** The tokens of everything but files. */
    long text() {
        return text;
    }

    /** How many images there may be. */
    long images() {
        return images;
    }

    /** Whether a provider may read more than the request holds, such as the pages of a file. */
    boolean references() {
        return references;
    }

    private void add(JsonNode value) {
        text += JsonBound.PER_VALUE;
        if (value instanceof ObjectNode object) {
            String mediaType = mediaType(object);
            object.properties().forEach(field -> addField(field, mediaType));
        } else if (value.isArray()) {
            value.forEach(this::add);
        } else {
            addText(value.asText());
        }
    }

    private void addField(Map.Entry<String, JsonNode> field, String mediaType) {
        text += TextBound.quoted(field.getKey());
        if (!mediaType.isEmpty()
                && DATA.contains(field.getKey())
                && field.getValue().isTextual()) {
            addFile(mediaType, field.getValue().textValue());
        } else {
            add(field.getValue());
        }
    }

    private static String mediaType(ObjectNode object) {
        return MEDIA_TYPES.stream()
                .map(object::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse("");
    }

    private void addText(String value) {
        if (value.startsWith("data:")) {
            addFile(value.substring("data:".length(), Math.max("data:".length(), value.indexOf(','))), value);
        } else {
            text += TextBound.quoted(value);
            images += value.startsWith("http") ? 1 : 0;
        }
    }

    private void addFile(String mediaType, String file) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        if (type.startsWith("image/")) {
            images++;
        } else if (type.startsWith("text/")) {
            text += TextBound.quoted(file);
        } else {
            references = true;
        }
    }
}
