package dev.tollgate.call;

import dev.tollgate.idempotency.IdempotentCall;
import dev.tollgate.openai.ModelRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A call as it arrives.
 *
 * @param receivedAt when its head was read
 * @param stopAt when it must be over, whatever a request may take otherwise; {@link Instant#MAX} where nothing sets this
 * @param authorization the {@code Authorization} header, or null
 * @param preference the {@code x-tollgate-route} header, empty where there is none
 * @param idempotentCall where it came with an {@code Idempotency-Key}
 * @param request reads and checks the body; not done before the key is known to be good
 */
public record IncomingCall<R extends ModelRequest>(
        String requestId,
        Instant receivedAt,
        Instant stopAt,
        String authorization,
        String preference,
        Optional<IdempotentCall> idempotentCall,
        Supplier<R> request) {

    /** When the caller gets a time-out instead of an answer. */
    public Instant deadline(Duration timeout) {
        Instant patienceEnds = receivedAt.plus(timeout);
        return patienceEnds.isBefore(stopAt) ? patienceEnds : stopAt;
    }
}
