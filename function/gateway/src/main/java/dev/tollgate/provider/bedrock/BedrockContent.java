package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.parse.DataUri;
import dev.tollgate.provider.MessageFields;
import dev.tollgate.provider.UnsupportedFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts messages' content to blocks
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ContentBlock.html). An instance serves one request,
 * because the names of a request's documents must differ.
 */
final class BedrockContent {
    private static final Set<String> PART_FIELDS = Set.of("cache_control");

    private final UnsupportedFields unsupported;
    private final BedrockDocuments documents = new BedrockDocuments();

    BedrockContent(UnsupportedFields unsupported) {
        this.unsupported = unsupported;
    }

    /** Adds the blocks of a message's content. */
    void add(@Nullable MessageContent content, String path, ArrayNode blocks) {
        add(content, path, blocks, true);
    }

    /** Adds the blocks of a part of a message's content. */
    void add(ContentPart part, String path, ArrayNode blocks) {
        part(part, path, blocks, true);
    }

    /** Adds the text of a message's content, where Bedrock supports nothing else. */
    void addText(@Nullable MessageContent content, String path, ArrayNode blocks) {
        add(content, path, blocks, false);
    }

    /** Adds a text, if there is one. */
    void addText(@Nullable JsonNode text, ArrayNode blocks) {
        text(text == null ? null : text.textValue(), blocks);
    }

    private void add(@Nullable MessageContent content, String path, ArrayNode blocks, boolean files) {
        switch (content) {
            case null -> {}
            case MessageContent.Text(String text) -> text(text, blocks);
            case MessageContent.Parts(List<ContentPart> parts) -> {
                for (int i = 0; i < parts.size(); i++) {
                    part(parts.get(i), path + ".content[" + i + "]", blocks, files);
                }
            }
        }
    }

    private void part(ContentPart part, String path, ArrayNode blocks, boolean files) {
        switch (part) {
            case ContentPart.Text text -> {
                text(text.text(), blocks);
                dropOthers(text.extra(), path);
                BedrockCache.addPoint(text.extra(), blocks);
            }
            case ContentPart.Image image
            when files -> {
                image(image, path, blocks);
                dropOthers(image.extra(), path);
                BedrockCache.addPoint(image.extra(), blocks);
            }
            case ContentPart.File file
            when files -> {
                file(file, path, blocks);
                dropOthers(file.extra(), path);
                BedrockCache.addPoint(file.extra(), blocks);
            }
            case ContentPart.Image _, ContentPart.File _ -> unsupported.report(path, "supports only text here");
            case ContentPart.Other other
            when "refusal".equals(other.type()) -> addText(other.extra().get("refusal"), blocks);
            case ContentPart.Other other -> unsupported.report(path, "supports no parts of the type " + other.type());
        }
    }

    private void dropOthers(Map<String, JsonNode> extra, String path) {
        MessageFields.dropExcept(PART_FIELDS, extra, path, unsupported);
    }

    /** Drops blank text, which Bedrock rejects. */
    private static void text(@Nullable String text, ArrayNode blocks) {
        if (text != null && !text.isBlank()) {
            blocks.addObject().put("text", text);
        }
    }

    private void image(ContentPart.Image part, String path, ArrayNode blocks) {
        String field = path + ".image_url.url";
        String url = part.imageUrl().url();
        reportDetail(part.imageUrl().detail(), path);
        Optional<DataUri> data = DataUri.parse(url);
        if (data.isEmpty() && url.regionMatches(true, 0, "data:", 0, 5)) {
            throw invalid(field, "a data URI in base64");
        }
        data.ifPresentOrElse(
                uri -> bytes(uri, null, field, blocks),
                () -> unsupported.report(field, "supports no URLs of this kind"));
    }

    /** Claude reads every image in high detail. */
    private void reportDetail(@Nullable String detail, String path) {
        if ("low".equals(detail)) {
            unsupported.report(path + ".image_url.detail", "chooses the detail of an image itself");
        }
    }

    private void file(ContentPart.File part, String path, ArrayNode blocks) {
        ContentPart.FileSource source = part.file();
        if (source.fileData() == null) {
            if (source.fileId() == null) {
                throw invalid(path + ".file", "file_data");
            }
            unsupported.report(path + ".file.file_id", "stores no files");
            return;
        }
        String field = path + ".file.file_data";
        DataUri uri = DataUri.parse(source.fileData()).orElseThrow(() -> invalid(field, "a data URI in base64"));
        bytes(uri, source.filename(), field, blocks);
    }

    /** The media type determines the block, not the type of the part that contains the file. */
    private void bytes(DataUri uri, @Nullable String filename, String field, ArrayNode blocks) {
        String type = uri.actualType();
        String image = imageFormat(type);
        String document = BedrockDocuments.format(type);
        if (image != null) {
            blocks.addObject()
                    .putObject("image")
                    .put("format", image)
                    .putObject("source")
                    .put("bytes", uri.base64());
        } else if (document != null) {
            blocks.addObject()
                    .putObject("document")
                    .put("format", document)
                    .put("name", documents.name(filename))
                    .putObject("source")
                    .put("bytes", uri.base64());
        } else {
            unsupported.report(field, "supports no files of the type " + type);
        }
    }

    /** One of https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ImageBlock.html; null for other types. */
    private static @Nullable String imageFormat(String mediaType) {
        return switch (mediaType) {
            case "image/png" -> "png";
            case "image/jpeg" -> "jpeg";
            case "image/gif" -> "gif";
            case "image/webp" -> "webp";
            default -> null;
        };
    }

    private static GatewayException invalid(String field, String expected) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, field, "Invalid value for '" + field + "': expected " + expected + ".");
    }
}
