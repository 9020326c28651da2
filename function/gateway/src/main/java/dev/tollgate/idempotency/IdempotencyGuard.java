package dev.tollgate.idempotency;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.call.IncomingCall;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Sees to it that what is sent again under its {@code Idempotency-Key} is run and billed once
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/).
 */
@ApplicationScoped
public class IdempotencyGuard {
    /** Nobody knows when the one under way will end; SDKs ask again at a 409. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** A request may end a little after its deadline: it is settled then. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final IdempotencyStore idempotencyStore;

    IdempotencyGuard(IdempotencyStore idempotencyStore) {
        this.idempotencyStore = idempotencyStore;
    }

    /**
     * Runs this request, or repeats the answer it has had.
     *
     * @param deadline when it is over
     * @throws GatewayException {@code REQUEST_UNDER_WAY} or {@code IDEMPOTENCY_KEY_REUSED}
     */
    public void once(IncomingCall<?> incomingCall, ApiKey key, Instant deadline, Runnable run) {
        if (incomingCall.idempotentCall().isEmpty()) {
            run.run();
            return;
        }
        IdempotentCall idempotentCall = incomingCall.idempotentCall().get();
        IdempotentRequest request = new IdempotentRequest(key.id(), idempotentCall.key(), idempotentCall.digest());
        switch (idempotencyClaim(request, incomingCall.requestId(), deadline, key)) {
            case IdempotencyClaim.Granted() -> {
                try (IdempotencyLease idempotencyLease =
                        new IdempotencyLease(idempotencyStore, request, incomingCall.requestId())) {
                    Consumer<StoredResponse> store = idempotencyLease::keep;
                    idempotentCall.keep(store);
                    run.run();
                }
            }
            case IdempotencyClaim.Answered(StoredResponse answer) -> idempotentCall.again(answer);
            case IdempotencyClaim.UnderWay() ->
                throw new GatewayException(
                                ErrorKind.REQUEST_UNDER_WAY,
                                "A request with this Idempotency-Key is under way; ask again for its answer.")
                        .retryAfter(WAIT);
            case IdempotencyClaim.Different() ->
                throw new GatewayException(
                                ErrorKind.IDEMPOTENCY_KEY_REUSED,
                                "This Idempotency-Key was used for another request; choose a new one.")
                        .withoutRetry();
        }
    }

    private IdempotencyClaim idempotencyClaim(
            IdempotentRequest request, String requestId, Instant deadline, ApiKey key) {
        try {
            return idempotencyStore.idempotencyClaim(request, requestId, deadline.plus(GRACE));
        } catch (GatewayException failure) {
            if (failure.kind() == ErrorKind.STORE_UNAVAILABLE && key.onStoreFailure() == OnStoreFailure.ALLOW) {
                return new IdempotencyClaim.Granted();
            }
            throw failure;
        }
    }
}
