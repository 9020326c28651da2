package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.Conversation.Speaker;
import dev.tollgate.provider.Conversation.Turn;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.gemini.GeminiWire.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts a request's messages to Gemini's {@code contents} and {@code systemInstruction}. */
final class GeminiContents {
    private static final String USER = "user";

    private final Conversation conversation;
    private final GeminiFiles files;
    private final GeminiHistory history;
    private final UnsupportedFields unsupported;

    GeminiContents(ChatRequest request, GeminiModel model, GeminiFiles files, UnsupportedFields unsupported) {
        this.conversation = Conversation.of(request.messages());
        this.files = files;
        this.history = new GeminiHistory(model, unsupported);
        this.unsupported = unsupported;
    }

    /** The system messages, with a part for each text; null where there are none. */
    @Nullable
    Content system() {
        List<GeminiWire.Part> parts = new ArrayList<>();
        for (Entry entry : conversation.system()) {
            reportName(entry);
            eachPart(entry, (part, path) -> {
                if (part instanceof ContentPart.Text text) {
                    parts.add(GeminiWire.Part.text(text.text()));
                } else {
                    unsupported.report(path, "supports only text in system messages");
                }
            });
        }
        return parts.isEmpty() ? null : new Content(null, parts);
    }

    /** The turns of user and model, without empty ones, which Gemini rejects. */
    List<Content> turns() {
        List<Content> contents = new ArrayList<>();
        for (Turn turn : conversation.turns()) {
            if (turn.speaker() == Speaker.MODEL) {
                List<GeminiWire.Part> parts = new ArrayList<>();
                turn.entries().forEach(entry -> parts.addAll(history.parts(entry)));
                add(contents, "model", parts);
            } else {
                addUser(turn, contents);
            }
        }
        return contents;
    }

    /** Gemini requires one result for each call, with no other parts among them. */
    private void addUser(Turn turn, List<Content> contents) {
        List<GeminiWire.Part> results = new ArrayList<>();
        List<GeminiWire.Part> others = new ArrayList<>();
        for (Entry entry : turn.entries()) {
            if (entry.message().role() == Role.USER) {
                reportName(entry);
                eachPart(entry, (part, path) -> part(part, path).ifPresent(others::add));
            } else {
                results.add(history.result(entry, conversation));
            }
        }
        add(contents, USER, results);
        add(contents, USER, others);
    }

    private Optional<GeminiWire.Part> part(ContentPart part, String path) {
        return switch (part) {
            case ContentPart.Text text -> Optional.of(GeminiWire.Part.text(text.text()));
            case ContentPart.Image image -> Optional.of(files.image(image, path));
            case ContentPart.File file -> Optional.of(files.document(file, path));
            case ContentPart.Other other -> other(other, path);
        };
    }

    private Optional<GeminiWire.Part> other(ContentPart.Other part, String path) {
        JsonNode audio = part.extra().get("input_audio");
        if (audio != null) {
            return Optional.of(files.audio(audio, path));
        }
        unsupported.report(path, "supports no parts of this type");
        return Optional.empty();
    }

    private void reportName(Entry entry) {
        if (entry.message().name() != null) {
            unsupported.report(entry.path() + ".name", "has no names of participants");
        }
    }

    private static void add(List<Content> contents, String role, List<GeminiWire.Part> parts) {
        if (!parts.isEmpty()) {
            contents.add(new Content(role, parts));
        }
    }

    private static void eachPart(Entry entry, PartVisitor visitor) {
        Message message = entry.message();
        List<ContentPart> parts =
                message.content() == null ? List.of() : message.content().asParts();
        for (int i = 0; i < parts.size(); i++) {
            visitor.visit(parts.get(i), entry.path() + ".content[" + i + "]");
        }
    }

    private interface PartVisitor {
        void visit(ContentPart part, String path);
    }
}
