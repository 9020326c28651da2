package dev.tollgate.scanning;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.OptionalLong;

/** Holds a response back until the verdicts on its request: the target waits with its first words. */
final class HeldChatSink implements ChatResponseSink {
    private final ChatResponseSink next;
    private final RunningScans scans;

    HeldChatSink(ChatResponseSink next, RunningScans scans) {
        this.next = next;
        this.scans = scans;
    }

    @Override
    public void begin(Head head) {
        scans.awaitRequest();
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
        scans.onDisconnect(next, action);
    }

    @Override
    public void beforeLastByte(Runnable action) {
        next.beforeLastByte(action);
    }
}
