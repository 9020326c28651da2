package dev.tollgate.responsecache;

import dev.tollgate.bill.BilledAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A complete answer that was given once. Where policies mask values, it holds placeholders in their place.
 *
 * @param requestId the request that the answer was made for
 * @param alias the model name in that request
 * @param keyId the key that sent it
 * @param createdAt when the answer was complete
 * @param expiresAt from when on it is never served
 * @param billed what it used and cost
 * @param answer as {@link dev.tollgate.openai.AnswerCodec} writes it
 */
public record CacheEntry(
        String requestId,
        String alias,
        String keyId,
        Instant createdAt,
        Instant expiresAt,
        BilledAnswer billed,
        byte[] answer) {

    /** How old it is; never negative, although clocks differ. */
    public Duration age(Instant now) {
        Duration age = Duration.between(createdAt, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheEntry entry
                && requestId.equals(entry.requestId)
                && alias.equals(entry.alias)
                && keyId.equals(entry.keyId)
                && createdAt.equals(entry.createdAt)
                && expiresAt.equals(entry.expiresAt)
                && billed.equals(entry.billed)
                && Arrays.equals(answer, entry.answer);
    }

    @Override
    public int hashCode() {
        return Objects.hash(requestId, alias, keyId, createdAt, expiresAt, billed, Arrays.hashCode(answer));
    }

    /** Never shows the answer. */
    @Override
    public String toString() {
        return "CacheEntry[" + requestId + ", " + alias + ", " + keyId + ", " + answer.length + " bytes]";
    }
}
