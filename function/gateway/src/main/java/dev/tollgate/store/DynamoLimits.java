package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.limit.Account;
import dev.tollgate.limit.Demand;
import dev.tollgate.limit.Limits;
import dev.tollgate.limit.Reservation;
import dev.tollgate.limit.Room;
import dev.tollgate.limit.Share;
import dev.tollgate.limit.Slots;
import dev.tollgate.limit.Window;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
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
public class DynamoLimits implements Limits {
    /** Each try that fails has seen somebody else's succeed. */
    private static final int TRIES = 10;

    private static final int SETTLED_REMEMBERED = 10_000;

    private final CounterTable counters;
    private final Clock clock;
    private final Sightings sightings = new Sightings();
    private final LeastRecentlyUsed<Reservation, Object> settled = new LeastRecentlyUsed<>(SETTLED_REMEMBERED);

    @Inject
    DynamoLimits(DynamoDbClient dynamo, GatewayConfig config, Clock clock) {
        this(new CounterTable(dynamo, config.tables().counters()), clock);
    }

    DynamoLimits(CounterTable counters, Clock clock) {
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public Reservation reserve(Account account, long tokens, Instant deadline) {
        if (account.ceiling().none()) {
            return Reservation.uncounted(account, clock.instant());
        }
        ChatFailure soonest = null;
        for (Share share : Share.of(account)) {
            try {
                return reserve(share, tokens, deadline);
            } catch (ChatFailure refusal) {
                if (refusal.kind() == ErrorKind.STORE_UNAVAILABLE) {
                    throw refusal;
                }
                soonest = sooner(soonest, refusal);
            }
        }
        throw soonest;
    }

    private Reservation reserve(Share share, long tokens, Instant deadline) {
        Instant now = clock.instant();
        Take take = new Take(share, Demand.of(share, tokens), deadline, Reservation.Grant.draw());
        Window window = StoreCall.run(() -> take(take));
        Reservation.Grant grant = Reservation.Grant.in(window, take.number());
        return new Reservation(share, tokens, now, grant, new Room(window, share).left(now));
    }

    /** Of two shares' refusals the one that callers need not wait so long for. */
    private static ChatFailure sooner(ChatFailure known, ChatFailure next) {
        if (known == null || known.retryAfter() == null) {
            return next;
        }
        boolean later = next.retryAfter() == null || next.retryAfter().compareTo(known.retryAfter()) >= 0;
        return later ? known : next;
    }

    @Override
    public void settle(Reservation reservation, long tokensUsed) {
        end(reservation, () -> settleOnce(reservation, reservation.beyond(tokensUsed)));
    }

    @Override
    public void cancel(Reservation reservation) {
        end(reservation, () -> cancelOnce(reservation));
    }

    private void end(Reservation reservation, Runnable ending) {
        if (reservation.grant() == null || !firstToSettle(reservation)) {
            return;
        }
        try {
            StoreCall.run(() -> {
                ending.run();
                return null;
            });
        } catch (ChatFailure failure) {
            settled.remove(reservation);
            throw failure;
        }
    }

    private boolean firstToSettle(Reservation reservation) {
        Object mark = new Object();
        return settled.computeIfAbsent(reservation, absent -> mark) == mark;
    }

    private Window take(Take take) {
        for (int tries = 0; tries < TRIES; tries++) {
            Instant now = clock.instant();
            Window seen = sightings
                    .of(take.counter())
                    .map(sighting -> usable(take, sighting, now))
                    .orElse(null);
            try {
                Window taken = attempt(take, seen, now);
                see(take.counter(), taken);
                return taken;
            } catch (ConditionalCheckFailedException changed) {
                see(take.counter(), CounterItem.window(changed.item()));
            }
        }
        throw new ChatFailure(ErrorKind.STORE_UNAVAILABLE, "The rate limits of this key are too busy to be checked.");
    }

    /** What an earlier answer said, unless it says that this cannot be granted: a failed write would be billed. */
    private static Window usable(Take take, Sightings.Sighting sighting, Instant now) {
        Demand certain = sighting.fresh(now) ? take.demand() : take.demand().requestsOnly();
        new Room(sighting.window().at(now), take.share()).refusal(certain, now).ifPresent(failure -> {
            throw failure;
        });
        return sighting.window();
    }

    private Window attempt(Take take, Window seen, Instant now) {
        if (seen == null) {
            return counters.add(take, Slots.at(now));
        }
        if (seen.takes(take.deadline(), now)) {
            return counters.add(take, seen.slot());
        }
        Window next = seen.at(now).plus(take.demand(), take.deadline(), take.number());
        return seen.era() == 0 ? counters.create(take, next) : counters.roll(take, seen, next);
    }

    private void settleOnce(Reservation reservation, long moreTokens) {
        boolean nothingToSay = moreTokens == 0 && !reservation.holdsSlot();
        if (nothingToSay || settledInItsSlot(reservation, 0, moreTokens)) {
            return;
        }
        if (moreTokens > 0) {
            // It outlived the window that its estimate was counted in; what it used beyond counts from now on.
            Demand demand = Demand.ofTokens(moreTokens);
            take(new Take(reservation.share().unlimited(), demand, clock.instant(), Reservation.Grant.draw()));
        }
        if (reservation.holdsSlot()) {
            release(reservation);
        }
    }

    private void cancelOnce(Reservation reservation) {
        if (!settledInItsSlot(reservation, 1, -reservation.tokensHeld()) && reservation.holdsSlot()) {
            release(reservation);
        }
    }

    /** False where the slot that the request was counted in is counted no longer. */
    private boolean settledInItsSlot(Reservation reservation, long requestsBack, long moreTokens) {
        Reservation.Grant grant = reservation.grant();
        if (!clock.instant().isBefore(Slots.returns(grant.slot()))) {
            return false;
        }
        try {
            see(reservation.counter(), counters.settle(reservation, requestsBack, moreTokens));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return CounterItem.window(changed.item()).era() != grant.era();
        }
    }

    private void release(Reservation reservation) {
        try {
            see(reservation.counter(), counters.release(reservation.counter(), reservation.grant()));
        } catch (ConditionalCheckFailedException released) {
            // When its deadline had passed: by whoever asked next, or by a sweep.
            see(reservation.counter(), CounterItem.window(released.item()));
        }
    }

    /** As of the answer and not of the question: a slow store's answer would be too old at once to refuse by. */
    private void see(String counter, Window window) {
        sightings.add(counter, window, clock.instant());
    }
}
