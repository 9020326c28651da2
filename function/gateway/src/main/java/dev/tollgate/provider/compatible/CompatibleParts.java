package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.provider.MessageQuirks;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adapts the content of messages to what a provider accepts. */
final class CompatibleParts {
    private static final String REFUSAL = "refusal";
    private static final String UNNAMED = "document.pdf";
    private static final MessageContent EMPTY = new MessageContent.Text("");

    private final MessageQuirks accepted;
    private final ForeignFields foreign;
    private final UnsupportedFields unsupported;

    CompatibleParts(MessageQuirks accepted, ForeignFields foreign, UnsupportedFields unsupported) {
        this.accepted = accepted;
        this.foreign = foreign;
        this.unsupported = unsupported;
    }

    /**
     * The content as the provider gets it.
     *
     * @param calls whether the message has tool calls
     * @param path such as {@code messages[1].content}
     */
    @Nullable
    MessageContent of(@Nullable MessageContent content, boolean calls, String path) {
        return switch (content) {
            case null -> accepted.nullContent() ? null : EMPTY;
            case MessageContent.Text text -> text;
            case MessageContent.Parts(List<ContentPart> parts) -> of(parts, calls, path);
        };
    }

    static boolean isEmpty(@Nullable MessageContent content) {
        return switch (content) {
            case null -> true;
            case MessageContent.Text(String text) -> text.isEmpty();
            case MessageContent.Parts(List<ContentPart> parts) -> parts.isEmpty();
        };
    }

    private @Nullable MessageContent of(List<ContentPart> sent, boolean calls, String path) {
        List<ContentPart> parts = new ArrayList<>(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            ContentPart part = spoken(sent.get(i));
            String element = path + "[" + i + "]";
            if (!isEmptyText(part) && foreign.takesPart(part.type(), element) && isRead(part, element)) {
                parts.add(part(part, element));
            }
        }
        if (parts.isEmpty()) {
            return calls && accepted.nullContent() ? null : EMPTY;
        }
        boolean textOnly = parts.stream().allMatch(ContentPart.Text.class::isInstance);
        return textOnly && !accepted.textParts()
                ? new MessageContent.Text(joined(parts))
                : new MessageContent.Parts(parts);
    }

    /** A refusal is what the model said; only OpenAI knows parts of that type (openai/openai-agents-js#1522). */
    private ContentPart spoken(ContentPart part) {
        JsonNode refusal =
                part instanceof ContentPart.Other other ? other.extra().get(REFUSAL) : null;
        return refusal == null || !part.type().equals(REFUSAL) || foreign.understands(REFUSAL)
                ? part
                : new ContentPart.Text("text", refusal.asText(), Map.of());
    }

    private boolean isRead(ContentPart part, String path) {
        if (accepted.reads(part.type())) {
            return true;
        }
        unsupported.report(path, "does not read parts of type " + part.type());
        return false;
    }

    private ContentPart part(ContentPart part, String path) {
        return switch (part) {
            case ContentPart.Text text ->
                new ContentPart.Text(text.type(), text.text(), foreign.understoodOf(text.extra(), path));
            case ContentPart.Image image ->
                new ContentPart.Image(image.type(), image.imageUrl(), foreign.understoodOf(image.extra(), path));
            case ContentPart.File file ->
                new ContentPart.File(file.type(), named(file.file()), foreign.understoodOf(file.extra(), path));
            case ContentPart.Other other ->
                new ContentPart.Other(other.type(), foreign.understoodOfTool(other.extra(), path));
        };
    }

    /**
     * OpenAI refuses a file without a name, as if its id were missing (openai/openai-agents-python#1513). In other APIs, few files
     * have one.
     */
    private static ContentPart.FileSource named(ContentPart.FileSource file) {
        return file.filename() != null || file.fileData() == null
                ? file
                : new ContentPart.FileSource(file.fileData(), file.fileId(), UNNAMED, file.extra());
    }

    private static boolean isEmptyText(ContentPart part) {
        return part instanceof ContentPart.Text text && text.text().isEmpty();
    }

    private static String joined(List<ContentPart> parts) {
        return parts.stream().map(part -> ((ContentPart.Text) part).text()).collect(Collectors.joining("\n"));
    }
}
