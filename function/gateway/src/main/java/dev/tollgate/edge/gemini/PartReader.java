package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.ContentPart;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the parts of what a user or a function says. */
final class PartReader {
    private static final String TEXT = "text";
    private static final String AUDIO = "audio/";
    /** The formats of audio by the names that OpenAI has for them. */
    private static final Map<String, String> FORMATS = Map.of("mpeg", "mp3", "x-wav", "wav", "wave", "wav");

    private final @Nullable String imageDetail;

    PartReader(@Nullable String imageDetail) {
        this.imageDetail = imageDetail;
    }

    /** The part; empty if only Google reads it, or if it says nothing. */
    Optional<ContentPart> read(SentObject part) {
        Optional<ContentPart> content = content(part);
        part.get("thought");
        part.get("thoughtSignature");
        part.reportOthers();
        return content;
    }

    private Optional<ContentPart> content(SentObject part) {
        String text = part.text(TEXT);
        if (text != null) {
            return text.isEmpty() ? Optional.empty() : Optional.of(new ContentPart.Text(TEXT, text, Map.of()));
        }
        Optional<SentObject> bytes = part.object("inlineData");
        if (bytes.isPresent()) {
            return Optional.of(inline(bytes.get()));
        }
        Optional<SentObject> file = part.object("fileData");
        if (file.isPresent()) {
            return Optional.of(file(file.get()));
        }
        return Optional.empty();
    }

    private ContentPart inline(SentObject blob) {
        String type = blob.requiredText("mimeType");
        String data = blob.requiredText("data");
        String name = blob.text("displayName");
        blob.reportOthers();
        if (type.startsWith(AUDIO)) {
            return audio(type.substring(AUDIO.length()), data);
        }
        // Google's clients may have the alphabet of URLs (https://protobuf.dev/programming-guides/json).
        String uri = "data:" + type + ";base64," + data.replace('-', '+').replace('_', '/');
        return type.startsWith("image/") ? image(uri) : document(uri, null, name);
    }

    private static ContentPart audio(String subtype, String data) {
        JsonNode audio = JsonNodeFactory.instance
                .objectNode()
                .put("data", data.replace('-', '+').replace('_', '/'))
                .put("format", FORMATS.getOrDefault(subtype, subtype));
        return new ContentPart.Other("input_audio", Map.of("input_audio", audio));
    }

    /** A file at an address. Only Google reads what is in its own stores. */
    private ContentPart file(SentObject file) {
        String uri = file.requiredText("fileUri");
        String type = file.text("mimeType");
        String name = file.text("displayName");
        file.reportOthers();
        if (type != null && type.startsWith("image/")) {
            return image(uri);
        }
        return uri.startsWith("https://") ? document(uri, null, name) : document(null, uri, name);
    }

    private ContentPart image(String url) {
        return new ContentPart.Image("image_url", new ContentPart.ImageUrl(url, imageDetail, Map.of()), Map.of());
    }

    private static ContentPart document(@Nullable String data, @Nullable String id, @Nullable String name) {
        return new ContentPart.File("file", new ContentPart.FileSource(data, id, name, Map.of()), Map.of());
    }
}
