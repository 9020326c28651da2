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

/** A request's messages as Gemini's {@code contents} and {@code systemInstruction}. */
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

    /** What the system says, a part for each text; null where it says nothing. */
    Content system() {
        List<GeminiWire.Part> parts = new ArrayList<>();
        for (Entry entry : conversation.system()) {
            refuseName(entry);
            eachPart(entry, (part, path) -> {
                if (part instanceof ContentPart.Text text) {
                    parts.add(GeminiWire.Part.text(text.text()));
                } else {
                    unsupported.report(path, "takes text only as a system's instruction");
                }
            });
        }
        return parts.isEmpty() ? null : new Content(null, parts);
    }

    /** What user and model say; what came out empty is left out, for Gemini refuses it. */
    List<Content> said() {
        List<Content> contents = new ArrayList<>();
        for (Turn turn : conversation.turns()) {
            if (turn.speaker() == Speaker.MODEL) {
                List<GeminiWire.Part> parts = new ArrayList<>();
                turn.entries().forEach(entry -> parts.addAll(history.parts(entry)));
                add(contents, "model", parts);
            } else {
                user(turn, contents);
            }
        }
        return contents;
    }

    /** Gemini wants as many results as there were calls, and nothing else among them. */
    private void user(Turn turn, List<Content> contents) {
        List<GeminiWire.Part> results = new ArrayList<>();
        List<GeminiWire.Part> words = new ArrayList<>();
        for (Entry entry : turn.entries()) {
            if (entry.message().role() == Role.USER) {
                refuseName(entry);
                eachPart(entry, (part, path) -> words.add(part(part, path)));
            } else {
                results.add(history.result(entry, conversation));
            }
        }
        words.removeIf(part -> part == null);
        add(contents, USER, results);
        add(contents, USER, words);
    }

    private GeminiWire.Part part(ContentPart part, String path) {
        return switch (part) {
            case ContentPart.Text text -> GeminiWire.Part.text(text.text());
            case ContentPart.Image image -> files.image(image, path);
            case ContentPart.File file -> files.document(file, path);
            case ContentPart.Other other -> other(other, path);
        };
    }

    private GeminiWire.Part other(ContentPart.Other part, String path) {
        JsonNode sound = part.extra().get("input_audio");
        if (sound != null) {
            return files.sound(sound, path);
        }
        unsupported.report(path, "has no such part");
        return null;
    }

    private void refuseName(Entry entry) {
        if (entry.message().name() != null) {
            unsupported.report(entry.path() + ".name", "has no names for speakers");
        }
    }

    private static void add(List<Content> contents, String role, List<GeminiWire.Part> parts) {
        if (!parts.isEmpty()) {
            contents.add(new Content(role, parts));
        }
    }

    private static void eachPart(Entry entry, PathAndPart visitor) {
        Message message = entry.message();
        List<ContentPart> parts =
                message.content() == null ? List.of() : message.content().asParts();
        for (int i = 0; i < parts.size(); i++) {
            visitor.visit(parts.get(i), entry.path() + ".content[" + i + "]");
        }
    }

    private interface PathAndPart {
        void visit(ContentPart part, String path);
    }
}
