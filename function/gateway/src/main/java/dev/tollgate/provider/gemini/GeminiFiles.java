package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.DataUri;
import dev.tollgate.provider.UnsupportedFields;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Converts a request's images, documents and audio to parts. A part has the bytes from the request, or the URL of a file that
 * Google can read (https://ai.google.dev/gemini-api/docs/file-input-methods). An instance serves one request.
 */
final class GeminiFiles {
    private static final String FILE_NAME = "files/";
    /** The type of a data URI that does not state one, by its specification. */
    private static final String PLAIN = "text/plain";

    /** Vertex AI requires the type of each file that it reads. The extension of the name is the only source for it. */
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
    private @Nullable String detail;

    GeminiFiles(URI base, UnsupportedFields unsupported) {
        this.base = base;
        this.unsupported = unsupported;
    }

    /** Whether Google reads this URL itself: that of a bucket, of its Files API, or of a public video. */
    static boolean readByGoogle(String url) {
        return url.startsWith("gs://")
                || url.startsWith("https://generativelanguage.googleapis.com/")
                || url.startsWith("https://www.youtube.com/")
                || url.startsWith("https://youtu.be/");
    }

    /** The resolution for all images of the request; null for Gemini's default. */
    @Nullable
    String resolution() {
        return detail == null ? null : "MEDIA_RESOLUTION_" + detail.toUpperCase(Locale.ROOT);
    }

    GeminiWire.Part image(ContentPart.Image part, String path) {
        setDetail(part.imageUrl().detail(), path + ".image_url.detail");
        return part(part.imageUrl().url(), null, path + ".image_url.url");
    }

    GeminiWire.Part document(ContentPart.File part, String path) {
        ContentPart.FileSource source = part.file();
        if (source.fileData() != null) {
            return part(source.fileData(), source.filename(), path + ".file.file_data");
        }
        String id = source.fileId();
        if (id == null) {
            throw invalid(path + ".file", "file_data or file_id");
        }
        return part(id.startsWith(FILE_NAME) ? base + "/" + id : id, source.filename(), path + ".file.file_id");
    }

    /** {@code input_audio}: bytes and their format, {@code wav} or {@code mp3}. */
    GeminiWire.Part audio(JsonNode audio, String path) {
        if (!audio.path("data").isTextual() || !audio.path("format").isTextual()) {
            throw invalid(path + ".input_audio", "data and format");
        }
        return GeminiWire.Part.blob(
                "audio/" + audio.path("format").textValue(), audio.path("data").textValue());
    }

    private GeminiWire.Part part(String url, @Nullable String filename, String path) {
        Optional<DataUri> data = DataUri.parse(url);
        if (data.isPresent()) {
            String type = data.get().actualType();
            return GeminiWire.Part.blob(
                    type.isEmpty() ? PLAIN : type, data.get().base64());
        }
        if (readByGoogle(url) || url.startsWith(base + "/" + FILE_NAME)) {
            return GeminiWire.Part.file(type(filename == null ? url : filename), url);
        }
        throw invalid(path, "a data URI in base64, or the URL of a file that Google can read");
    }

    private void setDetail(@Nullable String requested, String path) {
        if (requested == null || requested.equals("auto")) {
            return;
        }
        if (detail != null && !detail.equals(requested)) {
            unsupported.report(path, "has one detail for all images of a request");
            return;
        }
        if (requested.equals("low") || requested.equals("high")) {
            detail = requested;
        } else {
            unsupported.report(path, "supports only low, high and auto");
        }
    }

    private static @Nullable String type(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static GatewayException invalid(String field, String expected) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, field, "Invalid value for '" + field + "': expected " + expected + ".");
    }
}
