package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.DataUri;
import dev.tollgate.provider.UnsupportedFields;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request's images, documents and sounds: their bytes where the request holds them, else the address of one that
 * Google can read (https://ai.google.dev/gemini-api/docs/file-input-methods). For one request.
 */
final class GeminiFiles {
    private static final String FILE_NAME = "files/";
    /** What a data URI without a type holds, by its definition. */
    private static final String PLAIN = "text/plain";

    /** Vertex AI wants the type of each file it reads; the name's ending is all there is to tell it by. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("heic", "image/heic"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/plain"),
            Map.entry("mp3", "audio/mp3"),
            Map.entry("wav", "audio/wav"),
            Map.entry("flac", "audio/flac"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mov", "video/mov"),
            Map.entry("webm", "video/webm"));

    private final URI base;
    private final UnsupportedFields unsupported;
    private String detail;

    GeminiFiles(URI base, UnsupportedFields unsupported) {
        this.base = base;
        this.unsupported = unsupported;
    }

    /** Whether Google reads this address by itself: a bucket's, its Files API's, or a public video's. */
    static boolean readByGoogle(String url) {
        return url.startsWith("gs://")
                || url.startsWith("https://generativelanguage.googleapis.com/")
                || url.startsWith("https://www.youtube.com/")
                || url.startsWith("https://youtu.be/");
    }

    /** How closely to look at the images, which Gemini is told once for all of them; null as it does by itself. */
    String resolution() {
        return detail == null ? null : "MEDIA_RESOLUTION_" + detail.toUpperCase(Locale.ROOT);
    }

    GeminiWire.Part image(ContentPart.Image part, String path) {
        if (part.imageUrl() == null || part.imageUrl().url() == null) {
            throw invalid(path + ".image_url.url", "a URL");
        }
        look(part.imageUrl().detail(), path + ".image_url.detail");
        return at(part.imageUrl().url(), null, path + ".image_url.url");
    }

    GeminiWire.Part document(ContentPart.File part, String path) {
        ContentPart.FileSource source = part.file();
        if (source != null && source.fileData() != null) {
            return at(source.fileData(), source.filename(), path + ".file.file_data");
        }
        if (source == null || source.fileId() == null) {
            throw invalid(path + ".file", "file_data or file_id");
        }
        String id = source.fileId();
        return at(id.startsWith(FILE_NAME) ? base + "/" + id : id, source.filename(), path + ".file.file_id");
    }

    /** {@code input_audio}: bytes and their format, {@code wav} or {@code mp3}. */
    GeminiWire.Part sound(JsonNode audio, String path) {
        if (!audio.path("data").isTextual() || !audio.path("format").isTextual()) {
            throw invalid(path + ".input_audio", "data and format");
        }
        return GeminiWire.Part.blob(
                "audio/" + audio.path("format").textValue(), audio.path("data").textValue());
    }

    private GeminiWire.Part at(String url, String filename, String path) {
        Optional<DataUri> data = DataUri.parse(url);
        if (data.isPresent()) {
            String type = data.get().mediaType();
            return GeminiWire.Part.blob(
                    type.isEmpty() ? PLAIN : type, data.get().base64());
        }
        if (readByGoogle(url) || url.startsWith(base + "/" + FILE_NAME)) {
            return GeminiWire.Part.file(type(filename == null ? url : filename), url);
        }
        throw invalid(path, "a data URI in base64, or the address of a file that Google can read");
    }

    private void look(String closely, String path) {
        if (closely == null || closely.equals("auto")) {
            return;
        }
        if (detail != null && !detail.equals(closely)) {
            unsupported.report(path, "looks at all images of a request alike");
            return;
        }
        if (closely.equals("low") || closely.equals("high")) {
            detail = closely;
        } else {
            unsupported.report(path, "knows low, high and auto only");
        }
    }

    private static String type(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static GatewayException invalid(String field, String expected) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, field, "Invalid value for '" + field + "': expected " + expected + ".");
    }
}
