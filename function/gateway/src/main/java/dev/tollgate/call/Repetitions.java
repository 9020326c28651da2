package dev.tollgate.call;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.repeat.Claim;
import dev.tollgate.repeat.Repeatable;
import dev.tollgate.repeat.Repeats;
import dev.tollgate.repeat.Sent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Sees to it that what is sent again under its {@code Idempotency-Key} is run and billed once
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/).
 */
@ApplicationScoped
public class Repetitions {
    /** Nobody knows when the one under way will end; SDKs ask again at a 409. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** A request may end a little after its deadline: it is settled then. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Repeats repeats;

    Repetitions(Repeats repeats) {
        this.repeats = repeats;
    }

    /**
     * Runs this request, or repeats the answer it has had.
     *
     * @param deadline when it is over
     * @throws ChatFailure {@code REQUEST_UNDER_WAY} or {@code IDEMPOTENCY_KEY_REUSED}
     */
    void once(Incoming<?> incoming, ApiKey key, Instant deadline, Runnable run) {
        if (incoming.idempotent().isEmpty()) {
            run.run();
            return;
        }
        Idempotent idempotent = incoming.idempotent().get();
        Repeatable request = new Repeatable(key.id(), idempotent.key(), idempotent.digest());
        switch (claim(request, incoming.requestId(), deadline, key)) {
            case Claim.Granted() -> {
                try (Repetition repetition = new Repetition(repeats, request, incoming.requestId())) {
                    Consumer<Sent> store = repetition::keep;
                    idempotent.keep(store);
                    run.run();
                }
            }
            case Claim.Answered(Sent answer) -> idempotent.again(answer);
            case Claim.UnderWay() ->
                throw new ChatFailure(
                                ErrorKind.REQUEST_UNDER_WAY,
                                "A request with this Idempotency-Key is under way; ask again for its answer.")
                        .retryAfter(WAIT);
            case Claim.Different() ->
                throw new ChatFailure(
                                ErrorKind.IDEMPOTENCY_KEY_REUSED,
                                "This Idempotency-Key was used for another request; choose a new one.")
                        .withoutRetry();
        }
    }

    private Claim claim(Repeatable request, String requestId, Instant deadline, ApiKey key) {
        try {
            return repeats.claim(request, requestId, deadline.plus(GRACE));
        } catch (ChatFailure failure) {
            if (failure.kind() == ErrorKind.STORE_UNAVAILABLE && key.onStoreFailure() == OnStoreFailure.ALLOW) {
                return new Claim.Granted();
            }
            throw failure;
        }
    }
}
