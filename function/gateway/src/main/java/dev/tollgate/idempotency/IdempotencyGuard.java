package dev.tollgate.idempotency;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs and bills a request once, however often the client sends it under the same {@code Idempotency-Key}
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/).
 */
@ApplicationScoped
public class IdempotencyGuard {
    /** Nobody knows when the running request will end; SDKs retry a 409. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** A request may end a little after its deadline, when it is settled. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final IdempotencyStore store;

    IdempotencyGuard(IdempotencyStore store) {
        this.store = store;
    }

    /**
     * Runs this request, or replays the response it has had.
     *
     * @param call empty if the client sent no idempotency key: then the request just runs
     * @param deadline when the request is over
     * @throws GatewayException {@code REQUEST_IN_PROGRESS} or {@code IDEMPOTENCY_KEY_REUSED}
     */
    public void once(Optional<IdempotentCall> call, ApiKey key, Instant deadline, Runnable run) {
        if (call.isEmpty()) {
            run.run();
        } else {
            once(call.get(), key, deadline, run);
        }
    }

    private void once(IdempotentCall call, ApiKey key, Instant deadline, Runnable run) {
        IdempotentRequest request = new IdempotentRequest(key.id(), call.key(), call.digest(), call.responseKey());
        switch (claim(request, call.requestId(), deadline, key)) {
            case IdempotencyClaim.Granted() -> {
                try (IdempotencyLease lease = new IdempotencyLease(store, request, call.requestId())) {
                    call.record(lease::keep);
                    run.run();
                }
            }
            case IdempotencyClaim.Completed(ReplayableResponse response) -> call.replay(response);
            case IdempotencyClaim.InProgress() ->
                throw new GatewayException(
                                ErrorKind.REQUEST_IN_PROGRESS,
                                "A request with this Idempotency-Key is still in progress; retry to get its response.")
                        .retryAfter(RETRY_AFTER);
            case IdempotencyClaim.KeyReused() ->
                throw new GatewayException(
                                ErrorKind.IDEMPOTENCY_KEY_REUSED,
                                "This Idempotency-Key was used for a different request; choose a new one.")
                        .withoutRetry();
        }
    }

    private IdempotencyClaim claim(IdempotentRequest request, String requestId, Instant deadline, ApiKey key) {
        try {
            return store.claim(request, requestId, deadline.plus(GRACE));
        } catch (GatewayException failure) {
            if (failure.kind() == ErrorKind.STORE_UNAVAILABLE && key.onStoreFailure() == OnStoreFailure.ALLOW) {
                return new IdempotencyClaim.Granted();
            }
            throw failure;
        }
    }
}
