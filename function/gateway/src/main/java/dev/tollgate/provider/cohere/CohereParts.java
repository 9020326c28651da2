package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message's parts, as far as Cohere takes them from the one who says them. */
final class CohereParts {
    private final UnsupportedFields unsupported;

    CohereParts(UnsupportedFields unsupported) {
        this.unsupported = unsupported;
    }

    /** Text and images (https://docs.cohere.com/docs/image-inputs). */
    List<ContentPart> question(Entry entry) {
        return each(
                entry, (path, part) -> part instanceof ContentPart.Image image ? image(path, image) : text(path, part));
    }

    /** Text, and the documents that Cohere can cite from. */
    List<ContentPart> toolResult(Entry entry) {
        return each(
                entry,
                (path, part) -> part instanceof ContentPart.Other other && "document".equals(other.type())
                        ? Optional.of(other)
                        : text(path, part));
    }

    /** Text only; refusing is saying something, too. Empty text is left out. */
    List<ContentPart> answer(Entry entry) {
        List<ContentPart> said = new ArrayList<>(each(
                entry,
                (path, part) -> part instanceof ContentPart.Other other
                        ? refusal(other.extra()).or(() -> text(path, part))
                        : text(path, part)));
        refusal(entry.message().extra()).ifPresent(said::add);
        said.removeIf(
                part -> part instanceof ContentPart.Text text && text.text().isEmpty());
        return said;
    }

    private static Optional<ContentPart> refusal(Map<String, JsonNode> fields) {
        return Optional.ofNullable(fields.get("refusal"))
                .filter(JsonNode::isTextual)
                .map(refusal -> new ContentPart.Text("text", refusal.textValue(), null));
    }

    /** Text only. */
    List<ContentPart> texts(Entry entry) {
        return each(entry, this::text);
    }

    private Optional<ContentPart> text(String path, ContentPart part) {
        return switch (part) {
            case ContentPart.Text text -> {
                unknown(path, text.extra());
                yield Optional.of(new ContentPart.Text("text", text.text() == null ? "" : text.text(), null));
            }
            case ContentPart.Image _ -> refused(path, "takes images in user messages only");
            case ContentPart.File _ -> refused(path, "takes no files");
            case ContentPart.Other other -> refused(path, "takes no parts of type " + other.type());
        };
    }

    private Optional<ContentPart> image(String path, ContentPart.Image image) {
        unknown(path, image.extra());
        ContentPart.ImageUrl source = image.imageUrl();
        if (source == null) {
            return refused(path, "takes no image without image_url");
        }
        unknown(path + ".image_url", source.extra());
        return Optional.of(new ContentPart.Image(
                "image_url", new ContentPart.ImageUrl(source.url(), source.detail(), null), null));
    }

    private void unknown(String path, Map<String, JsonNode> extra) {
        extra.forEach((field, value) -> {
            if (!value.isNull()) {
                unsupported.report(path + "." + field, "does not support it");
            }
        });
    }

    private Optional<ContentPart> refused(String path, String why) {
        unsupported.report(path, why);
        return Optional.empty();
    }

    private interface Reader {
        Optional<ContentPart> read(String path, ContentPart part);
    }

    private static List<ContentPart> each(Entry entry, Reader reader) {
        List<ContentPart> kept = new ArrayList<>();
        if (entry.message().content() != null) {
            List<ContentPart> parts = entry.message().content().asParts();
            for (int i = 0; i < parts.size(); i++) {
                reader.read(entry.path() + ".content[" + i + "]", parts.get(i)).ifPresent(kept::add);
            }
        }
        return kept;
    }
}
