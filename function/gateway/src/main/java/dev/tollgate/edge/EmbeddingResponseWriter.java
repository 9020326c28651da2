package dev.tollgate.edge;

import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.openai.EmbeddingList;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Writes embeddings as OpenAI does: one JSON document. */
record EmbeddingResponseWriter(HttpCall call, CallCost cost) implements EmbeddingResponseSink {
    @Override
    public void finish(Head head, EmbeddingList embeddings, OptionalLong chargeMicros) {
        Map<String, String> headers = ResponseHeaders.of(head, Map.of());
        CallCost.addTo(headers, chargeMicros);
        call.complete(headers, ServerSentEvents.json(cost.in(embeddings, chargeMicros)));
    }

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attempts) {
        ErrorResponse.send(call.client(), failure, attempts);
    }

    @Override
    public boolean committed() {
        return call.client().committed();
    }

    @Override
    public void onDisconnect(Runnable action) {
        call.client().onDisconnect(action);
    }

    @Override
    public void beforeLastByte(Runnable action) {
        call.client().beforeLastByte(action);
    }
}
