package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.limit.CounterShard;
import dev.tollgate.limit.RateCost;
import dev.tollgate.limit.RateLimitDecision;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.RateReservation.RateGrant;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.limit.WindowSlots;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Rate limits in the counters table: one conditional write reserves, another settles. ADR 2 explains the sliding
 * window.
 */
@ApplicationScoped
public class DynamoRateLimiter implements RateLimiter {
    private static final int MAX_SETTLED = 10_000;

    private final CounterTable counters;
    private final Clock clock;
    private final CounterCache cache;
    private final GroupedAcquisitions acquisitions;
    private final GroupedSettlements settlements;
    private final LruCache<RateReservation, Boolean> settled = new LruCache<>(MAX_SETTLED);

    @Inject
    DynamoRateLimiter(DynamoDbClient dynamo, GatewayConfig config, Clock clock) {
        this(new CounterTable(dynamo, config.tables().counters()), clock);
    }

    DynamoRateLimiter(CounterTable counters, Clock clock) {
        this.counters = counters;
        this.clock = clock;
        this.cache = new CounterCache(clock);
        this.acquisitions = new GroupedAcquisitions(counters, cache, clock);
        this.settlements = new GroupedSettlements(counters, cache);
    }

    @Override
    public RateReservation reserve(RateLimitKey rateLimitKey, long tokens, Instant deadline, long number) {
        if (rateLimitKey.rateLimits().unlimited()) {
            return RateReservation.uncounted(rateLimitKey, clock.instant());
        }
        @Nullable GatewayException soonest = null;
        for (CounterShard shard : CounterShard.of(rateLimitKey)) {
            try {
                return reserve(shard, tokens, deadline, number);
            } catch (GatewayException rejection) {
                if (rejection.kind() == ErrorKind.STORE_UNAVAILABLE) {
                    throw rejection;
                }
                soonest = sooner(soonest, rejection);
            }
        }
        throw Objects.requireNonNull(soonest, "every key has a shard");
    }

    private RateReservation reserve(CounterShard shard, long tokens, Instant deadline, long number) {
        Instant now = clock.instant();
        TokenAcquisition acquisition = TokenAcquisition.of(shard, RateCost.of(shard, tokens), deadline, number);
        SlidingWindow window = StoreCall.run(() -> acquisitions.acquire(acquisition));
        RateGrant grant = RateGrant.inNewestSlot(window, number);
        return new RateReservation(shard, tokens, now, grant, new RateLimitDecision(window, shard).left(now));
    }

    /** Of the rejections of two shards, the one with the shorter wait. */
    private static GatewayException sooner(@Nullable GatewayException known, GatewayException next) {
        if (known == null || known.retryAfter() == null) {
            return next;
        }
        boolean later = next.retryAfter() == null || next.retryAfter().compareTo(known.retryAfter()) >= 0;
        return later ? known : next;
    }

    @Override
    public void settle(RateReservation reservation, long tokensUsed) {
        end(reservation, grant -> settleOnce(reservation, grant, reservation.tokensBeyond(tokensUsed)));
    }

    @Override
    public void countLate(RateReservation reservation, long tokens) {
        if (reservation.countsTokens()) {
            StoreCall.run(() -> countNow(reservation, tokens));
        }
    }

    @Override
    public void cancel(RateReservation reservation) {
        end(reservation, grant -> cancelOnce(reservation, grant));
    }

    /** It is not known which shard got the last write. */
    @Override
    public void withdraw(RateLimitKey rateLimitKey, long number) {
        if (rateLimitKey.rateLimits().concurrent() != null) {
            CounterShard.of(rateLimitKey)
                    .forEach(shard -> StoreCall.run(() -> {
                        release(shard.counter(), () -> counters.releaseHolder(shard.counter(), number));
                        return null;
                    }));
        }
    }

    private void end(RateReservation reservation, Consumer<RateGrant> ending) {
        RateGrant grant = reservation.grant();
        if (grant == null || !firstToSettle(reservation)) {
            return;
        }
        try {
            StoreCall.run(() -> {
                ending.accept(grant);
                return null;
            });
        } catch (GatewayException failure) {
            settled.remove(reservation);
            throw failure;
        }
    }

    private boolean firstToSettle(RateReservation reservation) {
        return settled.putIfAbsent(reservation, Boolean.TRUE);
    }

    private void settleOnce(RateReservation reservation, RateGrant grant, long moreTokens) {
        boolean nothingToWrite = moreTokens == 0 && !reservation.holdsSlot();
        if (nothingToWrite || settleInSlot(reservation, grant, 0, moreTokens)) {
            return;
        }
        if (moreTokens > 0) {
            // The slot of the estimate has expired, so the tokens beyond it count from now on.
            var _ = countNow(reservation, moreTokens);
        }
        if (reservation.holdsSlot()) {
            release(reservation.counter(), () -> counters.release(reservation.counter(), grant));
        }
    }

    private SlidingWindow countNow(RateReservation reservation, long tokens) {
        return acquisitions.acquire(TokenAcquisition.of(
                reservation.shard().withoutLimits(),
                RateCost.ofTokens(tokens),
                clock.instant(),
                RateGrant.randomNumber()));
    }

    private void cancelOnce(RateReservation reservation, RateGrant grant) {
        if (!settleInSlot(reservation, grant, 1, -reservation.tokensHeld()) && reservation.holdsSlot()) {
            release(reservation.counter(), () -> counters.release(reservation.counter(), grant));
        }
    }

    /** Returns false if the slot of the request no longer counts. */
    private boolean settleInSlot(RateReservation reservation, RateGrant grant, long releasedRequests, long moreTokens) {
        if (!clock.instant().isBefore(WindowSlots.expiry(grant.slot()))) {
            return false;
        }
        return settlements.settle(new WindowSettlement(reservation, grant, releasedRequests, moreTokens));
    }

    private void release(String counter, Supplier<SlidingWindow> write) {
        try {
            cache.put(counter, write.get());
        } catch (ConditionalCheckFailedException released) {
            // After its deadline another request or a sweep has released the slot.
            cache.put(counter, CounterItem.window(released.item()));
        }
    }
}
