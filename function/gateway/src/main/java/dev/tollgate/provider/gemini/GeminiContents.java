package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.Conversation.Speaker;
import dev.tollgate.provider.Conversation.Turn;
import dev.tollgate.provider.MessageFields;
import dev.tollgate.provider.PairedResults;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.gemini.GeminiWire.Content;
import dev.tollgate.provider.gemini.GeminiWire.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts a request's messages to Gemini's {@code contents} and {@code systemInstruction}. Gemini rejects empty parts, empty
 * contents and a request without contents.
 */
final class GeminiContents {
    private static final String USER = "user";
    private static final String MODEL = "model";

    private final GeminiFiles files;
    private final GeminiHistory history;
    private final UnsupportedFields unsupported;
    private final List<Content> contents = new ArrayList<>();
    private List<Part> system;

    GeminiContents(ChatRequest request, GeminiFiles files, GeminiHistory history, UnsupportedFields unsupported) {
        this.files = files;
        this.history = history;
        this.unsupported = unsupported;
        Conversation conversation = PairedResults.in(Conversation.of(request.messages()));
        this.system = system(conversation);
        addTurns(conversation);
        if (contents.isEmpty()) {
            // OpenAI's models also answer a system message alone.
            add(USER, system);
            system = List.of();
        }
        if (contents.isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "messages",
                    "Invalid value for 'messages': expected a message with content.");
        }
    }

    /** The system messages, with a part for each text; null where there are none, or the model does not take them. */
    @Nullable
    Content system(GeminiModel model) {
        return system.isEmpty() || !model.takesSystem() ? null : new Content(null, system);
    }

    /** The turns of user and model, as this model takes them. */
    List<Content> turns(GeminiModel model) {
        List<Content> turns = new ArrayList<>(contents);
        if (!system.isEmpty() && !model.takesSystem()) {
            List<Part> first = new ArrayList<>(system);
            if (USER.equals(turns.getFirst().role())) {
                first.addAll(turns.removeFirst().parts());
            }
            turns.addFirst(new Content(USER, first));
        }
        if (MODEL.equals(turns.getLast().role()) && !model.continuesItsTurn()) {
            turns.add(new Content(USER, List.of(Part.text(Conversation.CONTINUED))));
        }
        return List.copyOf(turns);
    }

    private List<Part> system(Conversation conversation) {
        List<Part> parts = new ArrayList<>();
        for (Entry entry : conversation.system()) {
            eachPart(entry, (part, path) -> {
                if (part instanceof ContentPart.Text text) {
                    text(text, path).ifPresent(parts::add);
                } else {
                    unsupported.report(path, "supports only text in system messages");
                }
            });
        }
        return parts;
    }

    private void addTurns(Conversation conversation) {
        List<String> calls = List.of();
        for (Turn turn : conversation.turns()) {
            if (turn.speaker() == Speaker.MODEL) {
                List<Part> parts = new ArrayList<>();
                turn.entries().forEach(entry -> parts.addAll(history.parts(entry)));
                addModel(parts);
                calls = callIds(turn);
            } else {
                addUser(turn, calls, conversation);
            }
        }
    }

    /** Joins neighbours, between which an empty message was dropped. A call must follow what the user says. */
    private void addModel(List<Part> parts) {
        boolean calls = parts.stream().anyMatch(part -> part.functionCall() != null);
        if (contents.isEmpty() && calls) {
            contents.add(new Content(USER, List.of(Part.text(Conversation.CONTINUED))));
        }
        if (!contents.isEmpty() && MODEL.equals(contents.getLast().role())) {
            List<Part> joined = new ArrayList<>(contents.removeLast().parts());
            joined.addAll(parts);
            add(MODEL, joined);
        } else {
            add(MODEL, parts);
        }
    }

    /** Gemini requires one result for each call, in the order of the calls, with no other parts among them. */
    private void addUser(Turn turn, List<String> calls, Conversation conversation) {
        List<Part> others = new ArrayList<>();
        List<Entry> results = new ArrayList<>();
        for (Entry entry : turn.entries()) {
            if (entry.message().role() == Role.USER) {
                eachPart(entry, (part, path) -> part(part, path).ifPresent(others::add));
            } else {
                results.add(entry);
            }
        }
        results.sort(
                Comparator.comparingInt(result -> calls.indexOf(result.message().toolCallId())));
        add(
                USER,
                results.stream()
                        .map(result -> history.result(result, conversation))
                        .toList());
        results.forEach(result -> addFiles(result, others));
        add(USER, others);
    }

    /** Files of a tool's result follow the results, because a result holds JSON only. */
    private void addFiles(Entry result, List<Part> parts) {
        Message message = result.message();
        List<ContentPart> content =
                message.content() == null ? List.of() : message.content().asParts();
        for (int i = 0; i < content.size(); i++) {
            if (!(content.get(i) instanceof ContentPart.Text)) {
                part(content.get(i), result.path() + ".content[" + i + "]").ifPresent(parts::add);
            }
        }
    }

    private static List<String> callIds(Turn turn) {
        return turn.entries().stream()
                .map(Entry::message)
                .filter(message -> message.toolCalls() != null)
                .flatMap(message -> message.toolCalls().stream())
                .map(ToolCall::id)
                .toList();
    }

    private Optional<Part> part(ContentPart part, String path) {
        return switch (part) {
            case ContentPart.Text text -> text(text, path);
            case ContentPart.Image image -> Optional.of(files.image(image, path));
            case ContentPart.File file -> Optional.of(files.document(file, path));
            case ContentPart.Other other -> other(other, path);
        };
    }

    private Optional<Part> text(ContentPart.Text part, String path) {
        MessageFields.dropExcept(Set.of(), part.extra(), path, unsupported);
        return part.text().isEmpty() ? Optional.empty() : Optional.of(Part.text(part.text()));
    }

    private Optional<Part> other(ContentPart.Other part, String path) {
        JsonNode audio = part.extra().get("input_audio");
        if (audio != null) {
            return Optional.of(files.audio(audio, path));
        }
        unsupported.report(path, "supports no parts of this type");
        return Optional.empty();
    }

    private void add(String role, List<Part> parts) {
        if (!parts.isEmpty()) {
            contents.add(new Content(role, List.copyOf(parts)));
        }
    }

    private void eachPart(Entry entry, PartVisitor visitor) {
        Message message = entry.message();
        if (message.name() != null) {
            unsupported.report(entry.path() + ".name", "has no names of participants");
        }
        MessageFields.dropExcept(Set.of(), message.extra(), entry.path(), unsupported);
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
