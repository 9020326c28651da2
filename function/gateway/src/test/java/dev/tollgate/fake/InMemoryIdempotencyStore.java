package dev.tollgate.fake;

import dev.tollgate.idempotency.IdempotencyClaim;
import dev.tollgate.idempotency.IdempotencyStore;
import dev.tollgate.idempotency.IdempotentRequest;
import dev.tollgate.idempotency.ReplayableResponse;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Idempotency keys in a map; claims are never taken over, because no test's request outlives its deadline. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryIdempotencyStore implements IdempotencyStore {
    private final Map<String, Entry> entries = new HashMap<>();
    private boolean down;

    private record Entry(String digest, String requestId, ReplayableResponse answer) {}

    /** Whether the store fails from now on. */
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public synchronized IdempotencyClaim claim(IdempotentRequest request, String requestId, Instant until) {
        requireUp();
        Entry earlier = entries.putIfAbsent(name(request), new Entry(request.digest(), requestId, null));
        if (earlier == null) {
            return new IdempotencyClaim.Granted();
        }
        if (!earlier.digest().equals(request.digest())) {
            return new IdempotencyClaim.KeyReused();
        }
        return earlier.answer() == null
                ? new IdempotencyClaim.InProgress()
                : new IdempotencyClaim.Completed(earlier.answer());
    }

    @Override
    public synchronized void store(IdempotentRequest request, ReplayableResponse answer) {
        requireUp();
        entries.put(name(request), new Entry(request.digest(), answer.requestId(), answer));
    }

    @Override
    public synchronized void release(IdempotentRequest request, String requestId) {
        requireUp();
        entries.remove(name(request), new Entry(request.digest(), requestId, null));
    }

    private static String name(IdempotentRequest request) {
        return request.keyId() + " " + request.idempotencyKey();
    }

    private void requireUp() {
        if (down) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }
    }
}
