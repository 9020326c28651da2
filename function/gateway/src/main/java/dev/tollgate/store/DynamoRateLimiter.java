package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.limit.CounterShard;
import dev.tollgate.limit.RateCost;
import dev.tollgate.limit.RateLimitDecision;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.limit.WindowSlots;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Limits kept in DynamoDB: one conditional write reserves, another settles. See
 * docs/adr/0002-sliding-window-of-what-is-used.md.
 */
@ApplicationScoped
public class DynamoRateLimiter implements RateLimiter {
    /** Each try that fails has seen somebody else's succeed. */
    private static final int TRIES = 10;

    private static final int SETTLED_REMEMBERED = 10_000;

    private final CounterTable counters;
    private final Clock clock;
    private final CounterCache counterCache = new CounterCache();
    private final LruCache<RateReservation, Object> settled = new LruCache<>(SETTLED_REMEMBERED);

    @Inject
    DynamoRateLimiter(DynamoDbClient dynamo, GatewayConfig config, Clock clock) {
        this(new CounterTable(dynamo, config.tables().counters()), clock);
    }

    DynamoRateLimiter(CounterTable counters, Clock clock) {
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public RateReservation reserve(RateLimitKey rateLimitKey, long tokens, Instant deadline) {
        if (rateLimitKey.rateLimits().unlimited()) {
            return RateReservation.uncounted(rateLimitKey, clock.instant());
        }
        GatewayException soonest = null;
        for (CounterShard share : CounterShard.of(rateLimitKey)) {
            try {
                return reserve(share, tokens, deadline);
            } catch (GatewayException refusal) {
                if (refusal.kind() == ErrorKind.STORE_UNAVAILABLE) {
                    throw refusal;
                }
                soonest = sooner(soonest, refusal);
            }
        }
        throw soonest;
    }

    private RateReservation reserve(CounterShard share, long tokens, Instant deadline) {
        Instant now = clock.instant();
        TokenAcquisition tokenAcquisition = new TokenAcquisition(
                share, RateCost.of(share, tokens), deadline, RateReservation.RateGrant.randomNumber());
        SlidingWindow window = StoreCall.run(() -> take(tokenAcquisition));
        RateReservation.RateGrant grant = RateReservation.RateGrant.inNewestSlot(window, tokenAcquisition.number());
        return new RateReservation(share, tokens, now, grant, new RateLimitDecision(window, share).left(now));
    }

    /** Of two shares' refusals the one that callers need not wait so long for. */
    private static GatewayException sooner(GatewayException known, GatewayException next) {
        if (known == null || known.retryAfter() == null) {
            return next;
        }
        boolean later = next.retryAfter() == null || next.retryAfter().compareTo(known.retryAfter()) >= 0;
        return later ? known : next;
    }

    @Override
    public void settle(RateReservation reservation, long tokensUsed) {
        end(reservation, () -> settleOnce(reservation, reservation.tokensBeyond(tokensUsed)));
    }

    @Override
    public void cancel(RateReservation reservation) {
        end(reservation, () -> cancelOnce(reservation));
    }

    private void end(RateReservation reservation, Runnable ending) {
        if (reservation.grant() == null || !firstToSettle(reservation)) {
            return;
        }
        try {
            StoreCall.run(() -> {
                ending.run();
                return null;
            });
        } catch (GatewayException failure) {
            settled.remove(reservation);
            throw failure;
        }
    }

    private boolean firstToSettle(RateReservation reservation) {
        Object mark = new Object();
        return settled.computeIfAbsent(reservation, absent -> mark) == mark;
    }

    private SlidingWindow take(TokenAcquisition tokenAcquisition) {
        for (int tries = 0; tries < TRIES; tries++) {
            Instant now = clock.instant();
            SlidingWindow seen = counterCache
                    .of(tokenAcquisition.counter())
                    .map(sighting -> usable(tokenAcquisition, sighting, now))
                    .orElse(null);
            try {
                SlidingWindow taken = attempt(tokenAcquisition, seen, now);
                see(tokenAcquisition.counter(), taken);
                return taken;
            } catch (ConditionalCheckFailedException changed) {
                see(tokenAcquisition.counter(), CounterItem.window(changed.item()));
            }
        }
        throw new GatewayException(
                ErrorKind.STORE_UNAVAILABLE, "The rate limits of this key are too busy to be checked.");
    }

    /** What an earlier answer said, unless it says that this cannot be granted: a failed write would be billed. */
    private static SlidingWindow usable(
            TokenAcquisition tokenAcquisition, CounterCache.Sighting sighting, Instant now) {
        RateCost certain = sighting.fresh(now)
                ? tokenAcquisition.rateCost()
                : tokenAcquisition.rateCost().requestsOnly();
        new RateLimitDecision(sighting.window().at(now), tokenAcquisition.share())
                .rejection(certain, now)
                .ifPresent(failure -> {
                    throw failure;
                });
        return sighting.window();
    }

    private SlidingWindow attempt(TokenAcquisition tokenAcquisition, SlidingWindow seen, Instant now) {
        if (seen == null) {
            return counters.add(tokenAcquisition, WindowSlots.at(now));
        }
        if (seen.canAddInPlace(tokenAcquisition.deadline(), now)) {
            return counters.add(tokenAcquisition, seen.slot());
        }
        SlidingWindow next =
                seen.at(now).plus(tokenAcquisition.rateCost(), tokenAcquisition.deadline(), tokenAcquisition.number());
        return seen.era() == 0 ? counters.create(tokenAcquisition, next) : counters.roll(tokenAcquisition, seen, next);
    }

    private void settleOnce(RateReservation reservation, long moreTokens) {
        boolean nothingToSay = moreTokens == 0 && !reservation.holdsSlot();
        if (nothingToSay || settledInItsSlot(reservation, 0, moreTokens)) {
            return;
        }
        if (moreTokens > 0) {
            // It outlived the window that its estimate was counted in; what it used beyond counts from now on.
            RateCost rateCost = RateCost.ofTokens(moreTokens);
            take(new TokenAcquisition(
                    reservation.shard().withoutLimits(),
                    rateCost,
                    clock.instant(),
                    RateReservation.RateGrant.randomNumber()));
        }
        if (reservation.holdsSlot()) {
            release(reservation);
        }
    }

    private void cancelOnce(RateReservation reservation) {
        if (!settledInItsSlot(reservation, 1, -reservation.tokensHeld()) && reservation.holdsSlot()) {
            release(reservation);
        }
    }

    /** False where the slot that the request was counted in is counted no longer. */
    private boolean settledInItsSlot(RateReservation reservation, long requestsBack, long moreTokens) {
        RateReservation.RateGrant grant = reservation.grant();
        if (!clock.instant().isBefore(WindowSlots.expiry(grant.slot()))) {
            return false;
        }
        try {
            see(reservation.counter(), counters.settle(reservation, requestsBack, moreTokens));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return CounterItem.window(changed.item()).era() != grant.era();
        }
    }

    private void release(RateReservation reservation) {
        try {
            see(reservation.counter(), counters.release(reservation.counter(), reservation.grant()));
        } catch (ConditionalCheckFailedException released) {
            // When its deadline had passed: by whoever asked next, or by a sweep.
            see(reservation.counter(), CounterItem.window(released.item()));
        }
    }

    /** As of the answer and not of the question: a slow store's answer would be too old at once to refuse by. */
    private void see(String counter, SlidingWindow window) {
        counterCache.add(counter, window, clock.instant());
    }
}
