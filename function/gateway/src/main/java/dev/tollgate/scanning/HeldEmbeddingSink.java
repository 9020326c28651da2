package dev.tollgate.scanning;

import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.call.ForwardingSink;
import dev.tollgate.openai.EmbeddingList;
import java.util.OptionalLong;

/** Holds embeddings back until the verdicts on their request. */
final class HeldEmbeddingSink extends ForwardingSink<EmbeddingResponseSink> implements EmbeddingResponseSink {
    private final RunningScans scans;

    HeldEmbeddingSink(EmbeddingResponseSink next, RunningScans scans) {
        super(next);
        this.scans = scans;
    }

    @Override
    public void finish(ResponseHead head, EmbeddingList embeddings, OptionalLong chargeMicros) {
        scans.awaitRequest();
        next().finish(head, embeddings, chargeMicros);
    }

    @Override
    public void onDisconnect(Runnable action) {
        scans.onDisconnect(next(), action);
    }
}
