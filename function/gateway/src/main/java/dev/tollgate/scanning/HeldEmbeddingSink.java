package dev.tollgate.scanning;

import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.openai.EmbeddingList;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.OptionalLong;

/** Holds embeddings back until the verdicts on their request. */
final class HeldEmbeddingSink implements EmbeddingResponseSink {
    private final EmbeddingResponseSink next;
    private final RunningScans scans;

    HeldEmbeddingSink(EmbeddingResponseSink next, RunningScans scans) {
        this.next = next;
        this.scans = scans;
    }

    @Override
    public void finish(Head head, EmbeddingList embeddings, OptionalLong chargeMicros) {
        scans.awaitRequest();
        next.finish(head, embeddings, chargeMicros);
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
