package dev.tollgate.guardrail;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.ForwardingChatSink;
import dev.tollgate.openai.AnswerEditor;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.NativeEvent;
import dev.tollgate.openai.StreamEditors;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Passes an edited answer on. The head waits for the first word that may be shown, so that an answer that is denied before that
 * fails with a status of its own, and another target may still take over.
 */
final class EditedAnswerSink extends ForwardingChatSink {
    private final StreamEditors streamed;
    private final StreamEditors complete;
    private final List<ChatChunk> opening = new ArrayList<>(2);
    private AnswerEditor editor;
    private @Nullable ResponseHead head;

    /**
     * A sink in front of another one.
     *
     * @param streamed edits the chunks
     * @param complete edits the complete answer, which says the same once more
     */
    EditedAnswerSink(ChatResponseSink next, StreamEditors streamed, StreamEditors complete) {
        super(next);
        this.streamed = streamed;
        this.complete = complete;
        this.editor = new AnswerEditor(streamed);
    }

    /** A target may begin after another one has failed: nothing of its answer is left. */
    @Override
    public void begin(ResponseHead responseHead) {
        head = responseHead.withNativeReply(false);
        opening.clear();
        editor = new AnswerEditor(streamed);
    }

    @Override
    public void chunk(ChatChunk chunk) {
        editor.edit(chunk).forEach(this::send);
    }

    private void send(ChatChunk chunk) {
        if (head == null) {
            next().chunk(chunk);
            return;
        }
        opening.add(chunk);
        if (chunk.saysSomething()) {
            open();
        }
    }

    private void open() {
        if (head != null) {
            next().begin(head);
            head = null;
            opening.forEach(next()::chunk);
            opening.clear();
        }
    }

    /** It says what nobody has edited. */
    @Override
    public void nativeEvent(NativeEvent event) {}

    @Override
    public void heartbeat() {
        open();
        next().heartbeat();
    }

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        editor.end().forEach(this::send);
        ChatCompletion edited = AnswerEditor.edited(completion, complete);
        open();
        next().finish(edited, usage, chargeMicros);
    }
}
