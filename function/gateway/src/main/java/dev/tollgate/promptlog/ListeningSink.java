package dev.tollgate.promptlog;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Passes a response on, and shows its complete answer to a listener once the client has it. */
final class ListeningSink implements ChatResponseSink {
    private final ChatResponseSink next;
    private final Consumer<ChatCompletion> listener;

    ListeningSink(ChatResponseSink next, Consumer<ChatCompletion> listener) {
        this.next = next;
        this.listener = listener;
    }

    @Override
    public void begin(Head head) {
        next.begin(head);
    }

    @Override
    public void chunk(ChatChunk chunk) {
        next.chunk(chunk);
    }

    @Override
    public void heartbeat() {
        next.heartbeat();
    }

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        next.finish(completion, usage, chargeMicros);
        listener.accept(completion);
    }

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attempts) {
        next.fail(failure, attempts);
    }

    @Override
    public boolean committed() {
        return next.committed();
    }

    @Override
    public void onDisconnect(Runnable action) {
        next.onDisconnect(action);
    }

    @Override
    public void beforeLastByte(Runnable action) {
        next.beforeLastByte(action);
    }
}
