package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Part;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message's parts, as far as Cohere takes them from the one who says them. */
final class CohereParts {
    private final Unsupported unsupported;

    CohereParts(Unsupported unsupported) {
        this.unsupported = unsupported;
    }

    /** Text and images (https://docs.cohere.com/docs/image-inputs). */
    List<Part> question(Entry entry) {
        return each(entry, (path, part) -> part instanceof Part.Image image ? image(path, image) : text(path, part));
    }

    /** Text, and the documents that Cohere can cite from. */
    List<Part> toolResult(Entry entry) {
        return each(
                entry,
                (path, part) -> part instanceof Part.Other other && "document".equals(other.type())
                        ? Optional.of(other)
                        : text(path, part));
    }

    /** Text only; refusing is saying something, too. Empty text is left out. */
    List<Part> answer(Entry entry) {
        List<Part> said = new ArrayList<>(each(
                entry,
                (path, part) -> part instanceof Part.Other other
                        ? refusal(other.extra()).or(() -> text(path, part))
                        : text(path, part)));
        refusal(entry.message().extra()).ifPresent(said::add);
        said.removeIf(part -> part instanceof Part.Text text && text.text().isEmpty());
        return said;
    }

    private static Optional<Part> refusal(Map<String, JsonNode> fields) {
        return Optional.ofNullable(fields.get("refusal"))
                .filter(JsonNode::isTextual)
                .map(refusal -> new Part.Text("text", refusal.textValue(), null));
    }

    /** Text only. */
    List<Part> texts(Entry entry) {
        return each(entry, this::text);
    }

    private Optional<Part> text(String path, Part part) {
        return switch (part) {
            case Part.Text text -> {
                unknown(path, text.extra());
                yield Optional.of(new Part.Text("text", text.text() == null ? "" : text.text(), null));
            }
            case Part.Image _ -> refused(path, "takes images in user messages only");
            case Part.File _ -> refused(path, "takes no files");
            case Part.Other other -> refused(path, "takes no parts of type " + other.type());
        };
    }

    private Optional<Part> image(String path, Part.Image image) {
        unknown(path, image.extra());
        Part.ImageUrl source = image.imageUrl();
        if (source == null) {
            return refused(path, "takes no image without image_url");
        }
        unknown(path + ".image_url", source.extra());
        return Optional.of(new Part.Image("image_url", new Part.ImageUrl(source.url(), source.detail(), null), null));
    }

    private void unknown(String path, Map<String, JsonNode> extra) {
        extra.forEach((field, value) -> {
            if (!value.isNull()) {
                unsupported.field(path + "." + field, "does not know it");
            }
        });
    }

    private Optional<Part> refused(String path, String why) {
        unsupported.field(path, why);
        return Optional.empty();
    }

    private interface Reader {
        Optional<Part> read(String path, Part part);
    }

    private static List<Part> each(Entry entry, Reader reader) {
        List<Part> kept = new ArrayList<>();
        if (entry.message().content() != null) {
            List<Part> parts = entry.message().content().asParts();
            for (int i = 0; i < parts.size(); i++) {
                reader.read(entry.path() + ".content[" + i + "]", parts.get(i)).ifPresent(kept::add);
            }
        }
        return kept;
    }
}
