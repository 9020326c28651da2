package dev.tollgate.limit;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RateStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The store's sliding window, in memory. */
public final class InMemoryRateLimiter implements RateLimiter {
    private final Clock clock;
    private final Map<String, SlidingWindow> windows = new HashMap<>();
    private final Set<RateReservation> settled = new HashSet<>();

    public InMemoryRateLimiter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized RateReservation reserve(RateLimitKey rateLimitKey, long tokens, Instant deadline, long number) {
        Instant now = clock.instant();
        if (rateLimitKey.rateLimits().unlimited()) {
            return RateReservation.uncounted(rateLimitKey, now);
        }
        CounterShard shard = CounterShard.of(rateLimitKey).getFirst();
        RateCost rateCost = RateCost.of(shard, tokens);
        SlidingWindow window = window(shard.counter()).at(now);
        new RateLimitDecision(window, shard).rejection(rateCost, now).ifPresent(InMemoryRateLimiter::reject);
        SlidingWindow taken = window.plus(rateCost, deadline, number);
        windows.put(shard.counter(), taken);
        RateStatus left = new RateLimitDecision(taken, shard).left(now);
        return new RateReservation(shard, tokens, now, RateReservation.RateGrant.inNewestSlot(taken, number), left);
    }

    @Override
    public synchronized void settle(RateReservation reservation, long tokensUsed) {
        end(reservation, 0, reservation.tokensBeyond(tokensUsed));
    }

    @Override
    public synchronized void countLate(RateReservation reservation, long tokens) {
        if (reservation.countsTokens()) {
            Instant now = clock.instant();
            SlidingWindow window = window(reservation.counter()).at(now);
            windows.put(
                    reservation.counter(),
                    window.plus(RateCost.ofTokens(tokens), now, RateReservation.RateGrant.randomNumber()));
        }
    }

    @Override
    public synchronized void cancel(RateReservation reservation) {
        end(reservation, 1, -reservation.tokensHeld());
    }

    /** Memory confirms what it does. */
    @Override
    public void withdraw(RateLimitKey rateLimitKey, long number) {}

    private void end(RateReservation reservation, long requestsBack, long more) {
        SlidingWindow window = window(reservation.counter());
        RateReservation.RateGrant grant = reservation.grant();
        if (grant == null || !settled.add(reservation)) {
            return;
        }
        boolean sameEra = grant.era() == window.era();
        boolean inTime = sameEra && (!reservation.holdsSlot() || window.holds(grant));
        boolean counted = clock.instant().isBefore(WindowSlots.expiry(grant.slot()));
        if (inTime) {
            window = settled(window, reservation, counted ? requestsBack : 0, counted ? more : 0);
        }
        boolean later = more > 0 && (!counted || (sameEra && !inTime));
        Instant now = clock.instant();
        windows.put(
                reservation.counter(),
                later
                        ? window.at(now).plus(RateCost.ofTokens(more), now, RateReservation.RateGrant.randomNumber())
                        : window);
    }

    /** The window of a counter. */
    public synchronized SlidingWindow window(String counter) {
        return windows.getOrDefault(counter, SlidingWindow.UNUSED);
    }

    /** How many of the reservations were settled. */
    public synchronized int settled() {
        return settled.size();
    }

    private static SlidingWindow settled(
            SlidingWindow window, RateReservation reservation, long requestsBack, long more) {
        Map<Long, Instant> holders = new HashMap<>(window.holders());
        long held = holders.remove(reservation.grant().number()) == null ? 0 : 1;
        List<SlidingWindow.SlotUsage> used = new ArrayList<>(window.used());
        int position = WindowSlots.position(reservation.grant().slot());
        used.set(position, used.get(position).plus(-requestsBack, more));
        return new SlidingWindow(
                window.slot(),
                window.era(),
                window.version() + 1,
                window.busyUntil(),
                window.inFlight() - held,
                holders,
                used);
    }

    private static void reject(GatewayException failure) {
        throw failure;
    }
}
