package dev.tollgate.edge;

import dev.tollgate.idempotency.ReplayableResponse;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Records a response as it is sent, so that it can be replayed. */
final class ReplayRecorder {
    /** No text of a model is that long; thousands of embeddings may be. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final String requestId;
    private final MemoryLease memory;
    private final Consumer<ReplayableResponse> store;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String contentType = "";
    private Map<String, String> headers = Map.of();

    ReplayRecorder(String requestId, MemoryLease memory, Consumer<ReplayableResponse> store) {
        this.requestId = requestId;
        this.memory = memory;
        this.store = store;
    }

    void head(String type, Map<String, String> all) {
        contentType = type;
        headers = new LinkedHashMap<>(all);
        // They describe the key at the time of the first response.
        headers.keySet().removeIf(name -> name.startsWith("x-ratelimit-") || name.startsWith("x-tollgate-budget"));
    }

    void add(byte[] bytes) {
        if (body.size() <= MOST_BYTES) {
            memory.grow(JsonFootprint.ofText(bytes.length));
            body.writeBytes(bytes);
        }
    }

    /** The response is complete. */
    void handOver() {
        if (body.size() <= MOST_BYTES) {
            store.accept(new ReplayableResponse(requestId, contentType, headers, body.toByteArray()));
        }
    }
}
