package dev.tollgate.call;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.NativeEvent;
import java.util.OptionalLong;

/** Passes a chat response on to the next sink. */
public abstract class ForwardingChatSink extends ForwardingSink<ChatResponseSink> implements ChatResponseSink {
    protected ForwardingChatSink(ChatResponseSink next) {
        super(next);
    }

    @Override
    public void begin(ResponseHead head) {
        next().begin(head);
    }

    @Override
    public void chunk(ChatChunk chunk) {
        next().chunk(chunk);
    }

    @Override
    public void nativeEvent(NativeEvent event) {
        next().nativeEvent(event);
    }

    @Override
    public void heartbeat() {
        next().heartbeat();
    }

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        next().finish(completion, usage, chargeMicros);
    }
}
