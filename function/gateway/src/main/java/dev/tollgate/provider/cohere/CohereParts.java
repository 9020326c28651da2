package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.parse.DataUri;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.MessageFields;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Converts a message's parts to those that Cohere supports for its role. */
final class CohereParts {
    private static final String NO_OUTPUT = "{}";

    private final UnsupportedFields unsupported;

    CohereParts(UnsupportedFields unsupported) {
        this.unsupported = unsupported;
    }

    /** A user's parts: text and images (https://docs.cohere.com/docs/image-inputs). */
    List<ContentPart> user(Entry entry) {
        return each(
                entry, (path, part) -> part instanceof ContentPart.Image image ? image(path, image) : text(path, part));
    }

    /** The parts of a tool's result: text, and documents that Cohere can cite. Cohere rejects a result without content. */
    List<ContentPart> toolResult(Entry entry) {
        List<ContentPart> parts = each(entry, (path, part) -> switch (part) {
            case ContentPart.Other other when "document".equals(other.type()) -> Optional.of(other);
            case ContentPart.Image _ -> Optional.empty();
            default -> text(path, part);
        });
        return parts.isEmpty() ? List.of(new ContentPart.Text("text", NO_OUTPUT, Map.of())) : parts;
    }

    /** The images of a tool's result, which a user's message has to show to Cohere. */
    List<ContentPart> toolImages(Entry entry) {
        return each(
                entry, (path, part) -> part instanceof ContentPart.Image image ? image(path, image) : Optional.empty());
    }

    /** An assistant's parts: text only, including refusals. */
    List<ContentPart> assistant(Entry entry) {
        List<ContentPart> texts = new ArrayList<>(each(
                entry,
                (path, part) -> part instanceof ContentPart.Other other
                        ? refusal(other.extra()).or(() -> dropped(path))
                        : text(path, part)));
        refusal(entry.message().extra()).ifPresent(texts::add);
        return texts;
    }

    /** Other providers have parts of their own, such as thinking. */
    private Optional<ContentPart> dropped(String path) {
        unsupported.drop(path);
        return Optional.empty();
    }

    private static Optional<ContentPart> refusal(Map<String, JsonNode> fields) {
        return Optional.ofNullable(fields.get("refusal"))
                .filter(refusal -> refusal.isTextual() && !refusal.textValue().isEmpty())
                .map(refusal -> new ContentPart.Text("text", refusal.textValue(), Map.of()));
    }

    /** A system message's parts: text only. */
    List<ContentPart> texts(Entry entry) {
        return each(entry, this::text);
    }

    private Optional<ContentPart> text(String path, ContentPart part) {
        return switch (part) {
            case ContentPart.Text text -> {
                MessageFields.dropExcept(Set.of(), text.extra(), path, unsupported);
                // Cohere rejects empty text.
                yield text.text().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ContentPart.Text("text", text.text(), Map.of()));
            }
            case ContentPart.Image _ -> rejected(path, "supports images only in user messages");
            case ContentPart.File _ -> rejected(path, "supports no files");
            case ContentPart.Other other -> rejected(path, "supports no parts of type " + other.type());
        };
    }

    private Optional<ContentPart> image(String path, ContentPart.Image image) {
        ContentPart.ImageUrl source = image.imageUrl();
        MessageFields.dropExcept(Set.of(), image.extra(), path, unsupported);
        MessageFields.dropExcept(Set.of(), source.extra(), path + ".image_url", unsupported);
        return Optional.of(new ContentPart.Image(
                "image_url",
                new ContentPart.ImageUrl(withActualType(source.url()), source.detail(), Map.of()),
                Map.of()));
    }

    private static String withActualType(String url) {
        return DataUri.parse(url)
                .map(data -> "data:" + data.actualType() + ";base64," + data.base64())
                .orElse(url);
    }

    private Optional<ContentPart> rejected(String path, String reason) {
        unsupported.report(path, reason);
        return Optional.empty();
    }

    private interface PartConverter {
        Optional<ContentPart> convert(String path, ContentPart part);
    }

    private static List<ContentPart> each(Entry entry, PartConverter converter) {
        List<ContentPart> converted = new ArrayList<>();
        if (entry.message().content() != null) {
            List<ContentPart> parts = entry.message().content().asParts();
            for (int i = 0; i < parts.size(); i++) {
                converter
                        .convert(entry.path() + ".content[" + i + "]", parts.get(i))
                        .ifPresent(converted::add);
            }
        }
        return converted;
    }
}
