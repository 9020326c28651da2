package dev.tollgate.fake;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.call.CacheDirectives;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.EndUser;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.process.MemoryBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Calls with the request id {@code r} that may take ten minutes. */
public final class SampleCalls {
    private SampleCalls() {}

    /** A call of this key. */
    public static <R extends ModelRequest> CallContext<R> of(ApiKey key, R request, Instant receivedAt) {
        return new CallContext<>(
                "r",
                receivedAt,
                receivedAt.plus(Duration.ofMinutes(10)),
                key,
                request,
                "",
                Optional.empty(),
                Map.of(),
                Map.of(),
                EndUser.of(key, Map.of(), request),
                CacheDirectives.NONE,
                Optional.empty(),
                new MemoryBudget(Long.MAX_VALUE).lease(),
                Optional.empty(),
                new CallMetrics("r", receivedAt));
    }

    /** A call of a key without limits and budgets. */
    public static <R extends ModelRequest> CallContext<R> of(R request, Instant receivedAt) {
        ApiKey key = ApiKey.builder("key", KeyHash.of("s")).build();
        return of(key, request, receivedAt);
    }
}
