package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Edits everything that an answer says: each text of each choice has an editor of its own. It takes chunks as {@link ChunkShaper}
 * emits them, keeps their grammar, and serves one answer on one thread.
 *
 * <p>The law: the fold of the edited chunks is the edited fold of the chunks.
 */
public final class AnswerEditor {
    private final StreamEditors editors;
    private final CompleteFields fields;
    private final Map<Integer, EditedChoice> choices = new TreeMap<>();

    /** Fields of events of which nothing else may be sent yet; they go out with the next one. */
    private final Map<String, JsonNode> unsentFields = new LinkedHashMap<>();

    private @Nullable ChatChunk latest;

    /** An editor of one answer. */
    public AnswerEditor(StreamEditors editors) {
        this.editors = editors;
        this.fields = new CompleteFields(editors);
    }

    /** The same answer with everything in it edited: its chunk goes the way of every chunk. */
    public static ChatCompletion edited(ChatCompletion completion, StreamEditors editors) {
        AnswerEditor editor = new AnswerEditor(editors);
        ChunkFold fold = new ChunkFold();
        editor.edit(AnswerPieces.of(completion)).forEach(fold::add);
        editor.end().forEach(fold::add);
        return fold.completion(completion.usage());
    }

    /**
     * The chunks to send for this one, now that it has come; often the same chunk.
     *
     * @throws GatewayException {@code CONTENT_POLICY_VIOLATION} if the answer may not be shown
     */
    public List<ChatChunk> edit(ChatChunk chunk) {
        latest = chunk;
        unsentFields.putAll(fields.edited(chunk.extra()));
        List<ChatChunk> edited = new ArrayList<>(2);
        for (ChatChunk.Choice choice : chunk.choices()) {
            for (ChatChunk.Choice piece : choice(choice.index()).edit(choice)) {
                edited.add(event(chunk, List.of(piece), null));
            }
        }
        if (chunk.choices().isEmpty() || chunk.usage() != null) {
            edited.add(event(chunk, List.of(), chunk.usage()));
        }
        return edited;
    }

    /** The chunks with what is still held back, of choices that have no finish. */
    public List<ChatChunk> end() {
        List<ChatChunk> rest = new ArrayList<>();
        if (latest != null) {
            for (EditedChoice choice : choices.values()) {
                for (ChatChunk.Choice piece : choice.end()) {
                    rest.add(event(latest, List.of(piece), null));
                }
            }
        }
        return rest;
    }

    private EditedChoice choice(int index) {
        return choices.computeIfAbsent(index, added -> new EditedChoice(added, editors));
    }

    private ChatChunk event(ChatChunk like, List<ChatChunk.Choice> pieces, @Nullable Usage usage) {
        ChatChunk event =
                new ChatChunk(like.id(), like.object(), like.created(), like.model(), pieces, usage, unsentFields);
        unsentFields.clear();
        return event;
    }
}
