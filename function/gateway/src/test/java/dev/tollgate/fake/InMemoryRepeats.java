package dev.tollgate.fake;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.repeat.Claim;
import dev.tollgate.repeat.Repeatable;
import dev.tollgate.repeat.Repeats;
import dev.tollgate.repeat.Sent;
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
public class InMemoryRepeats implements Repeats {
    private final Map<String, Entry> entries = new HashMap<>();
    private boolean down;

    private record Entry(String digest, String requestId, Sent answer) {}

    /** Whether the store fails from now on. */
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public synchronized Claim claim(Repeatable request, String requestId, Instant until) {
        requireUp();
        Entry earlier = entries.putIfAbsent(name(request), new Entry(request.digest(), requestId, null));
        if (earlier == null) {
            return new Claim.Granted();
        }
        if (!earlier.digest().equals(request.digest())) {
            return new Claim.Different();
        }
        return earlier.answer() == null ? new Claim.UnderWay() : new Claim.Answered(earlier.answer());
    }

    @Override
    public synchronized void keep(Repeatable request, Sent answer) {
        requireUp();
        entries.put(name(request), new Entry(request.digest(), answer.requestId(), answer));
    }

    @Override
    public synchronized void release(Repeatable request, String requestId) {
        requireUp();
        entries.remove(name(request), new Entry(request.digest(), requestId, null));
    }

    private static String name(Repeatable request) {
        return request.keyId() + " " + request.idempotencyKey();
    }

    private void requireUp() {
        if (down) {
            throw new ChatFailure(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }
    }
}
