package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.DataUri;
import dev.tollgate.provider.MessageFields;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.ClaudeCitations;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts parts of messages to Anthropic's blocks (https://platform.claude.com/docs/en/build-with-claude/vision,
 * https://platform.claude.com/docs/en/build-with-claude/pdf-support). A block keeps the fields that OpenAI does not know, such
 * as {@code cache_control}.
 */
final class AnthropicContent {
    static final String CACHE_CONTROL = "cache_control";

    private static final String DOCUMENT = "document";
    /** Anthropic's own blocks that a caller may send as parts. */
    private static final Set<String> OWN =
            Set.of("image", DOCUMENT, "search_result", "thinking", "redacted_thinking", "container_upload");

    /** https://platform.claude.com/docs/en/build-with-claude/vision */
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    /** OpenAI's API has no other part for a document's URL. */
    private static final Pattern PDF_URL = Pattern.compile("(?i)^[^?#]*\\.pdf([?#]|$)");

    private static final Set<String> TEXT_FIELDS = Set.of(CACHE_CONTROL, ClaudeCitations.FIELD);
    private static final Set<String> FILE_FIELDS = Set.of(CACHE_CONTROL, ClaudeCitations.FIELD, "context", "title");

    private final UnsupportedFields unsupported;

    AnthropicContent(UnsupportedFields unsupported) {
        this.unsupported = unsupported;
    }

    static ObjectNode block(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    static ObjectNode text(String text) {
        return block("text").put("text", text);
    }

    /** The block of a part. Blank text has none, because Anthropic rejects it. */
    @Nullable
    ObjectNode block(ContentPart part, String path) {
        return switch (part) {
            case ContentPart.Text text ->
                text.text().isBlank() ? null : with(text.extra(), TEXT_FIELDS, path, text(text.text()));
            case ContentPart.Image image ->
                withIfPresent(image.extra(), FILE_FIELDS, path, image(image.imageUrl(), path + ".image_url"));
            case ContentPart.File file -> withIfPresent(file.extra(), FILE_FIELDS, path, file(file, path + ".file"));
            case ContentPart.Other other -> other(other, path);
        };
    }

    private @Nullable ObjectNode image(ContentPart.ImageUrl image, String path) {
        if ("low".equals(image.detail())) {
            unsupported.report(path + ".detail", "reads every image in high detail");
        }
        return file(image.url(), path + ".url", true);
    }

    private @Nullable ObjectNode file(ContentPart.File part, String path) {
        ContentPart.FileSource file = part.file();
        if (file.fileData() == null) {
            unsupported.report(path, "takes files only as data or by URL, in file_data");
            return null;
        }
        ObjectNode block = file(file.fileData(), path + ".file_data", false);
        if (block != null
                && isDocument(block)
                && file.filename() != null
                && !file.filename().isBlank()) {
            block.put("title", file.filename());
        }
        return block;
    }

    private static boolean isDocument(ObjectNode block) {
        return block.path("type").asText().equals(DOCUMENT);
    }

    /** The media type determines the block, not the type of the part that contains the file. */
    private @Nullable ObjectNode file(String url, String path, boolean isImage) {
        DataUri data = DataUri.parse(url).orElse(null);
        if (data == null && isWebUrl(url)) {
            boolean isPdf = PDF_URL.matcher(url).find();
            return withSource(
                    isImage && !isPdf ? "image" : DOCUMENT, block("url").put("url", url));
        }
        if (data == null) {
            throw invalid(path, "an http or https URL, or a data URI in base64");
        }
        String type = data.actualType();
        if (IMAGES.contains(type)) {
            return withSource("image", base64(type, data));
        }
        if (type.equals("application/pdf")) {
            return withSource(DOCUMENT, base64(type, data));
        }
        if (DataUri.isText(type)) {
            // Anthropic supports only plain text, and expects it as text.
            String text = new String(Base64.getDecoder().decode(data.base64()), StandardCharsets.UTF_8);
            return withSource(
                    DOCUMENT, block("text").put("media_type", "text/plain").put("data", text));
        }
        unsupported.report(path, "supports no files of the type " + type);
        return null;
    }

    private static boolean isWebUrl(String url) {
        return url.regionMatches(true, 0, "https://", 0, 8) || url.regionMatches(true, 0, "http://", 0, 7);
    }

    private static ObjectNode base64(String type, DataUri data) {
        return block("base64").put("media_type", type).put("data", data.base64());
    }

    private @Nullable ObjectNode other(ContentPart.Other part, String path) {
        if ("refusal".equals(part.type())) {
            JsonNode refusal = part.extra().get("refusal");
            return refusal == null || refusal.asText().isBlank() ? null : text(refusal.asText());
        }
        if (OWN.contains(part.type())) {
            ObjectNode block = block(part.type());
            block.setAll(part.extra());
            return block;
        }
        unsupported.report(path, "has no content of this type");
        return null;
    }

    private static ObjectNode withSource(String type, ObjectNode source) {
        ObjectNode block = block(type);
        block.set("source", source);
        return block;
    }

    private @Nullable ObjectNode withIfPresent(
            Map<String, JsonNode> extra, Set<String> known, String path, @Nullable ObjectNode block) {
        return block == null ? null : with(extra, known, path, block);
    }

    /** Keeps Anthropic's own fields, and drops those that other providers add to their parts. */
    private ObjectNode with(Map<String, JsonNode> extra, Set<String> known, String path, ObjectNode block) {
        MessageFields.dropExcept(known, extra, path, unsupported);
        extra.forEach((name, value) -> {
            if (name.equals(ClaudeCitations.FIELD) && known.contains(name)) {
                addCitations(value, path, block);
            } else if (known.contains(name) && !value.isNull()) {
                block.set(name, value);
            }
        });
        return block;
    }

    private void addCitations(JsonNode citations, String path, ObjectNode block) {
        JsonNode own = ClaudeCitations.own(citations);
        if (own.size() < citations.size()) {
            unsupported.drop(path + "." + ClaudeCitations.FIELD);
        }
        if (!own.isEmpty()) {
            block.set(ClaudeCitations.FIELD, own);
        }
    }

    private static GatewayException invalid(String field, String expected) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, field, "Invalid value for '" + field + "': expected " + expected + ".");
    }
}
