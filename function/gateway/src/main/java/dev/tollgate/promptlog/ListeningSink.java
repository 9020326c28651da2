package dev.tollgate.promptlog;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.ForwardingChatSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Passes a response on, and shows its complete answer to a listener once the client has it. */
final class ListeningSink extends ForwardingChatSink {
    private final Consumer<ChatCompletion> listener;

    ListeningSink(ChatResponseSink next, Consumer<ChatCompletion> listener) {
        super(next);
        this.listener = listener;
    }

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        next().finish(completion, usage, chargeMicros);
        listener.accept(completion);
    }
}
