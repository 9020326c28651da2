package dev.tollgate.edge;

import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.openai.EmbeddingList;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * Writes embeddings: one JSON document in the words of the API that the client called.
 *
 * @param words what they are in that API, with what the client is charged; empty if that is not known
 */
public record EmbeddingResponseWriter(HttpCall call, BiFunction<EmbeddingList, OptionalLong, byte[]> words)
        implements EmbeddingResponseSink {
    @Override
    public void finish(ResponseHead head, EmbeddingList embeddings, OptionalLong chargeMicros) {
        Map<String, String> headers = ResponseHeaders.of(head, Map.of());
        CallCost.addTo(headers, chargeMicros);
        call.complete(headers, words.apply(embeddings, chargeMicros));
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
