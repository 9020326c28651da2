package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.DataUri;
import dev.tollgate.provider.UnsupportedFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Drops blank text, which Anthropic rejects. */
    List<ObjectNode> blocks(List<ContentPart> parts, String message) {
        List<ObjectNode> blocks = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            ObjectNode block = block(parts.get(i), message + ".content[" + i + "]");
            if (block != null) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private @Nullable ObjectNode block(ContentPart part, String path) {
        return switch (part) {
            case ContentPart.Text text -> text.text().isBlank() ? null : with(text.extra(), text(text.text()));
            case ContentPart.Image image -> with(image.extra(), image(image.imageUrl(), path + ".image_url"));
            case ContentPart.File file -> file(file, path + ".file");
            case ContentPart.Other other -> other(other, path);
        };
    }

    private ObjectNode image(ContentPart.ImageUrl image, String path) {
        if ("low".equals(image.detail())) {
            unsupported.report(path + ".detail", "reads every image in high detail");
        }
        return withSource("image", source(image.url(), path + ".url"));
    }

    private @Nullable ObjectNode file(ContentPart.File part, String path) {
        ContentPart.FileSource file = part.file();
        if (file.fileData() == null) {
            unsupported.report(path, "takes files only as data or by URL, in file_data");
            return null;
        }
        ObjectNode source = source(file.fileData(), path + ".file_data");
        boolean isImage = source.path("media_type").asText().startsWith("image/");
        ObjectNode block = withSource(isImage ? "image" : DOCUMENT, source);
        if (!isImage && file.filename() != null) {
            block.put("title", file.filename());
        }
        return with(part.extra(), block);
    }

    private @Nullable ObjectNode other(ContentPart.Other part, String path) {
        if ("refusal".equals(part.type())) {
            JsonNode refusal = part.extra().get("refusal");
            return refusal == null || refusal.asText().isBlank() ? null : text(refusal.asText());
        }
        if (OWN.contains(part.type())) {
            return with(part.extra(), block(part.type()));
        }
        unsupported.report(path, "has no content of this type");
        return null;
    }

    private static ObjectNode source(String url, String path) {
        DataUri data = DataUri.parse(url).orElse(null);
        if (data != null && data.mediaType().startsWith("text/")) {
            // Anthropic supports only plain text, and expects it as text.
            String text = new String(Base64.getDecoder().decode(data.base64()), StandardCharsets.UTF_8);
            return block("text").put("media_type", "text/plain").put("data", text);
        }
        if (data != null) {
            return block("base64").put("media_type", data.mediaType()).put("data", data.base64());
        }
        if (url.regionMatches(true, 0, "https://", 0, 8) || url.regionMatches(true, 0, "http://", 0, 7)) {
            return block("url").put("url", url);
        }
        throw invalid(path, "an http or https URL, or a data URI in base64");
    }

    private static ObjectNode withSource(String type, ObjectNode source) {
        ObjectNode block = block(type);
        block.set("source", source);
        return block;
    }

    private static ObjectNode with(Map<String, JsonNode> extra, ObjectNode block) {
        block.setAll(extra);
        return block;
    }

    private static GatewayException invalid(String field, String expected) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, field, "Invalid value for '" + field + "': expected " + expected + ".");
    }
}
