package dev.tollgate.edge;

import dev.tollgate.call.EmbeddingAnswer;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.EmbeddingList;
import java.util.List;
import java.util.Map;

/** Writes vectors as OpenAI does: one JSON document. */
record VectorAnswer(Client client) implements EmbeddingAnswer {
    private static final String JSON = "application/json";

    @Override
    public void answered(Head head, EmbeddingList embeddings) {
        client.respond(200, JSON, AnswerHeaders.of(head, Map.of()), Sse.json(embeddings));
    }

    @Override
    public void fail(ChatFailure failure, List<Tried> tried) {
        client.respond(failure.kind().status(), JSON, FailureHeaders.of(failure, tried), ErrorBody.of(failure));
    }

    @Override
    public boolean committed() {
        return client.committed();
    }

    @Override
    public void onGone(Runnable action) {
        client.onGone(action);
    }
}
