package dev.tollgate.responsecache;

import dev.tollgate.bill.BilledAnswer;
import dev.tollgate.call.CallContext;
import dev.tollgate.openai.CachePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A call that the cache takes part in.
 *
 * @param alias the model name in the request, without a suffix
 */
record CacheableCall(CallContext<?> context, String alias, CachePolicy policy, CacheKey key) {

    /** Whether this call's client takes this answer. What was made while it waited is not too old for anybody. */
    boolean accepts(CacheEntry entry, Instant now) {
        return now.isBefore(entry.expiresAt()) && context.cacheDirectives().allows(entry.age(context.receivedAt()));
    }

    /** Until when it waits for an equal call: half of its time at most, so that there is enough left to go on alone. */
    Instant waitUntil(Duration maxWait, Instant now) {
        Duration half = Duration.between(now, context.deadline()).dividedBy(2);
        return now.plus(half.compareTo(maxWait) < 0 ? half : maxWait);
    }

    /** Until when others wait for this call. */
    Instant claimedUntil(Duration maxWait, Instant now) {
        Instant end = now.plus(maxWait);
        return end.isBefore(context.deadline()) ? end : context.deadline();
    }

    /** What is kept of this call's answer. */
    CacheEntry entry(BilledAnswer billed, byte[] answer, Instant now) {
        return new CacheEntry(
                context.requestId(),
                alias,
                context.key().id(),
                now,
                now.plus(policy.ttl()).truncatedTo(ChronoUnit.SECONDS),
                billed,
                answer);
    }
}
