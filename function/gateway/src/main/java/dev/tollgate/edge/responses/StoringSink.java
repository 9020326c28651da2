package dev.tollgate.edge.responses;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.ForwardingChatSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.NativeEvent;
import java.util.OptionalLong;

/** Passes an answer on, piece by piece, and stores it. It must get the answer with placeholders, after all checks. */
final class StoringSink extends ForwardingChatSink {
    private final StoredResponseWriter writer;
    private final StoredWording wording;

    /** A sink in front of another one. */
    StoringSink(ChatResponseSink next, StoredResponseWriter writer, StoredWording wording) {
        super(next);
        this.writer = writer;
        this.wording = wording;
    }

    @Override
    public void begin(ResponseHead head) {
        next().begin(head);
        wording.begin(head.nativeReply());
    }

    @Override
    public void chunk(ChatChunk chunk) {
        next().chunk(chunk);
        wording.chunk(chunk);
    }

    @Override
    public void nativeEvent(NativeEvent event) {
        next().nativeEvent(event);
        wording.nativeEvent(event);
    }

    @Override
    public void heartbeat() {
        next().heartbeat();
        writer.writeIfDue();
    }

    /** Before the client has all of it: it may continue the response at once. */
    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        wording.finish(completion, usage, chargeMicros);
        writer.end();
        next().finish(completion, usage, chargeMicros);
    }
}
