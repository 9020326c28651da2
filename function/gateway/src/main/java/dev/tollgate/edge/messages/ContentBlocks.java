package dev.tollgate.edge.messages;

import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.MessageContent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a message shows the model: text, images, documents. A block without a counterpart in OpenAI's chat, such as a search
 * result or a file by its id, stays as it is, for providers that know it.
 */
final class ContentBlocks {
    private static final String TYPE = "type";
    private static final String TEXT = "text";
    private static final String SOURCE = "source";
    private static final String TITLE = "title";

    private ContentBlocks() {}

    /** A content that must be there. */
    static MessageContent required(BodyFields fields, String field) {
        return of(fields, field, fields.node(field).isTextual() ? List.of() : fields.list(field));
    }

    /** The content of a field: a string, or these blocks. */
    static MessageContent of(BodyFields fields, String field, List<BodyFields> blocks) {
        return fields.node(field).isTextual()
                ? new MessageContent.Text(fields.text(field))
                : MessageContent.of(blocks.stream().map(ContentBlocks::part).toList());
    }

    /** One block as a part. */
    static ContentPart part(BodyFields block) {
        String type = block.text(TYPE);
        return switch (type) {
            case TEXT -> new ContentPart.Text(TEXT, block.text(TEXT), block.except(Set.of(TYPE, TEXT)));
            case "image" -> image(block);
            case "document" -> document(block);
            default -> other(block);
        };
    }

    private static ContentPart other(BodyFields block) {
        return new ContentPart.Other(block.text(TYPE), block.except(Set.of(TYPE)));
    }

    private static ContentPart image(BodyFields block) {
        String url = address(block.fields(SOURCE));
        return url == null
                ? other(block)
                : new ContentPart.Image(
                        "image_url", new ContentPart.ImageUrl(url, null, Map.of()), block.except(Set.of(TYPE, SOURCE)));
    }

    private static ContentPart document(BodyFields block) {
        String url = address(block.fields(SOURCE));
        return url == null
                ? other(block)
                : new ContentPart.File(
                        "file",
                        new ContentPart.FileSource(url, null, block.optionalText(TITLE), Map.of()),
                        block.except(Set.of(TYPE, SOURCE, TITLE)));
    }

    /** Where the content is: a URL, or a data URI. Null for what only Anthropic can find, or what has no address. */
    private static @Nullable String address(BodyFields source) {
        return switch (source.text(TYPE)) {
            case "base64" -> "data:" + source.text("media_type") + ";base64," + source.text("data");
            case "url" -> source.text("url");
            case TEXT ->
                "data:text/plain;base64,"
                        + Base64.getEncoder().encodeToString(source.text("data").getBytes(StandardCharsets.UTF_8));
            default -> null;
        };
    }
}
