package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.UntranslatedField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads content: text, or a list of parts. */
final class InputContent {
    private static final String TEXT = "text";

    /** How OpenAI caches: the part is the same without it. */
    private static final String CACHING = "prompt_cache_breakpoint";

    private final FieldPaths paths;
    private final List<UntranslatedField> untranslated;

    InputContent(FieldPaths paths, List<UntranslatedField> untranslated) {
        this.paths = paths;
        this.untranslated = untranslated;
    }

    /**
     * The content of a field.
     *
     * @param chat the path of the content in chat
     */
    MessageContent of(JsonFields item, String field, String chat) {
        paths.put(chat, item.name(field));
        JsonNode content = item.value(field);
        if (content != null && content.isTextual()) {
            return new MessageContent.Text(content.textValue());
        }
        return MessageContent.of(parts(item, field, chat, 0));
    }

    /**
     * The parts of a field; text is one part.
     *
     * @param before how many parts the message has in chat already
     */
    List<ContentPart> parts(JsonFields item, String field, String chat, int before) {
        JsonNode content = item.value(field);
        if (content == null || !(content.isTextual() || content.isArray())) {
            throw item.invalid(field, "a string or an array of content parts");
        }
        if (content.isTextual()) {
            return List.of(text(content.textValue(), Map.of()));
        }
        List<ContentPart> parts = new ArrayList<>();
        for (JsonFields part : item.objects(field)) {
            String path = chat + "[" + (before + parts.size()) + "]";
            paths.put(path, part.path());
            ContentPart read = part(part, path);
            if (read != null) {
                parts.add(read);
            }
        }
        return parts;
    }

    private @Nullable ContentPart part(JsonFields part, String path) {
        return switch (part.type()) {
            case "input_text", "output_text", TEXT ->
                text(part.requiredText(TEXT), others(part, "type", TEXT, "annotations", "logprobs"));
            case "refusal" -> text(part.requiredText("refusal"), Map.of());
            case "input_image" -> image(part);
            case "input_file" -> file(part, path);
            case "input_audio" -> new ContentPart.Other("input_audio", others(part, "type"));
            case "" -> throw part.invalid("type", "the type of a content part");
            default ->
                throw part.invalid("type", "input_text, input_image, input_file, input_audio, output_text or refusal");
        };
    }

    private static ContentPart.Text text(String text, Map<String, JsonNode> extra) {
        return new ContentPart.Text(TEXT, text, extra);
    }

    private @Nullable ContentPart image(JsonFields part) {
        String url = part.text("image_url");
        if (url == null) {
            return unread(part, "file_id", "image_url");
        }
        return new ContentPart.Image(
                "image_url",
                new ContentPart.ImageUrl(url, part.text("detail"), Map.of()),
                others(part, "type", "image_url", "file_id", "detail"));
    }

    private ContentPart file(JsonFields part, String path) {
        String data = part.text("file_data");
        String url = part.text("file_url");
        String id = part.text("file_id");
        if (data == null && url == null && id == null) {
            throw part.invalid("file_data", "a file in Base64, a file_url or a file_id");
        }
        if (data == null && url != null) {
            paths.put(path + ".file.file_data", part.name("file_url"));
        }
        return new ContentPart.File(
                "file",
                new ContentPart.FileSource(data == null ? url : data, id, part.text("filename"), Map.of()),
                others(part, "type", "file_data", "file_url", "file_id", "filename", "detail"));
    }

    /** A file that was uploaded to OpenAI, in a part that chat does not have. */
    private @Nullable ContentPart unread(JsonFields part, String field, String required) {
        if (part.text(field) == null) {
            throw part.invalid(required, "a URL");
        }
        untranslated.add(new UntranslatedField(part.name(field), "has no files uploaded to OpenAI"));
        return null;
    }

    private Map<String, JsonNode> others(JsonFields part, String... read) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        part.node().properties().forEach(field -> others.put(field.getKey(), field.getValue()));
        List.of(read).forEach(others::remove);
        others.values().removeIf(JsonNode::isNull);
        if (others.remove(CACHING) != null) {
            untranslated.add(UntranslatedField.dispensable("input[].content[]." + CACHING));
        }
        return others;
    }
}
