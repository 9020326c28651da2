package dev.tollgate.edge.gemini;

import dev.tollgate.edge.RequestRules;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code contents} and {@code systemInstruction} into messages. An instance reads one request. */
final class ContentsReader {
    private static final String MODEL = "model";
    private static final Set<String> ROLES = Set.of("user", MODEL, "function", "tool");

    private final PartReader parts;
    private final UntranslatedFields untranslated;
    private final CallIds ids = new CallIds();
    private final List<Message> messages = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private boolean hasTurns;

    /**
     * A reader of one request.
     *
     * @param imageDetail the detail of its images; empty for the provider's default
     */
    ContentsReader(Optional<String> imageDetail, UntranslatedFields untranslated) {
        this.parts = new PartReader(imageDetail.orElse(null));
        this.untranslated = untranslated;
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    SentNames names() {
        return new SentNames(List.copyOf(sources));
    }

    /** Whether anybody has said anything yet. */
    boolean hasTurns() {
        return hasTurns;
    }

    void addSystem(String text) {
        add(Message.text(Role.SYSTEM, text), "systemInstruction");
    }

    void addSystem(SentObject content) {
        content.get("role");
        List<ContentPart> texts = new ArrayList<>();
        for (SentObject part : content.objects("parts")) {
            parts.read(part).ifPresent(texts::add);
        }
        content.reportOthers();
        if (!texts.isEmpty()) {
            add(message(Role.SYSTEM, texts), content.path());
        }
    }

    /** Adds what the user, the model or a function says. */
    void add(SentObject content) {
        String role = content.text("role");
        RequestRules.valid(content.path("role"), role == null || ROLES.contains(role), "user or model");
        List<SentObject> sent = content.objects("parts");
        if (MODEL.equals(role)) {
            ModelTurn turn = new ModelTurn(ids, untranslated);
            sent.forEach(turn::add);
            turn.message().ifPresent(message -> add(message, content.path()));
        } else {
            addUser(sent, content.path());
        }
        content.reportOthers();
        hasTurns = true;
    }

    /** The results of calls are messages of their own. */
    private void addUser(List<SentObject> sent, String path) {
        List<ContentPart> content = new ArrayList<>();
        for (SentObject part : sent) {
            Optional<SentObject> response = part.object("functionResponse");
            if (response.isPresent()) {
                add(result(response.get()), path);
                part.reportOthers();
            } else {
                parts.read(part).ifPresent(content::add);
            }
        }
        if (!content.isEmpty()) {
            add(message(Role.USER, content), path);
        }
    }

    private Message result(SentObject response) {
        String name = response.requiredText("name");
        String id = ids.ofResult(response.text("id"), name);
        List<ContentPart> content = new ArrayList<>();
        content.add(new ContentPart.Text("text", FunctionResult.text(response.get("response")), Map.of()));
        for (SentObject part : response.objects("parts")) {
            parts.read(part).ifPresent(content::add);
        }
        response.reportOthers();
        return new Message(Role.TOOL, MessageContent.of(content), null, null, id, Map.of());
    }

    private void add(Message message, String source) {
        messages.add(message);
        sources.add(source);
    }

    private static Message message(Role role, List<ContentPart> parts) {
        return new Message(role, MessageContent.of(parts), null, null, null, Map.of());
    }
}
