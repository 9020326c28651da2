package dev.tollgate.edge;

import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.openai.EmbeddingList;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.Map;

/** Writes vectors as OpenAI does: one JSON document. */
record EmbeddingResponseWriter(ClientConnection client) implements EmbeddingResponseSink {
    private static final String JSON = "application/json";

    @Override
    public void answered(Head head, EmbeddingList embeddings) {
        client.respond(200, JSON, ResponseHeaders.of(head, Map.of()), ServerSentEvents.json(embeddings));
    }

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attemptSummary) {
        client.respond(failure.kind().status(), JSON, ErrorHeaders.of(failure, attemptSummary), ErrorBody.of(failure));
    }

    @Override
    public boolean committed() {
        return client.committed();
    }

    @Override
    public void onDisconnect(Runnable action) {
        client.onGone(action);
    }
}
