package dev.tollgate.limit;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.RateStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The same window as the store's, in memory. */
public final class InMemoryLimits implements Limits {
    private final Clock clock;
    private final Map<String, Window> windows = new HashMap<>();
    private final Set<Reservation> settled = new HashSet<>();

    public InMemoryLimits(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Reservation reserve(String keyId, Ceiling ceiling, long tokens, Instant deadline) {
        Instant now = clock.instant();
        if (ceiling.none()) {
            return Reservation.unlimited(keyId, now);
        }
        Demand demand = Demand.of(ceiling, tokens);
        Window window = window(keyId).at(now);
        new Room(window, ceiling).refusal(demand, now).ifPresent(InMemoryLimits::refuse);
        long number = Reservation.Grant.draw();
        Window taken = window.plus(demand, deadline, number);
        windows.put(keyId, taken);
        RateStatus left = new Room(taken, ceiling).left(now);
        return new Reservation(keyId, ceiling, tokens, now, Reservation.Grant.in(taken, number), left);
    }

    @Override
    public synchronized void settle(Reservation reservation, long tokensUsed) {
        Window window = window(reservation.keyId());
        Reservation.Grant grant = reservation.grant();
        if (grant == null || !settled.add(reservation)) {
            return;
        }
        boolean sameEra = grant.era() == window.era();
        boolean inTime = sameEra && (!reservation.holdsSlot() || window.holds(grant));
        boolean counted = clock.instant().isBefore(Slots.returns(grant.slot()));
        long more = reservation.beyond(tokensUsed);
        if (inTime) {
            window = settled(window, reservation, counted ? more : 0);
        }
        boolean later = more > 0 && (!counted || (sameEra && !inTime));
        Instant now = clock.instant();
        windows.put(
                reservation.keyId(),
                later ? window.at(now).plus(Demand.ofTokens(more), now, Reservation.Grant.draw()) : window);
    }

    /** The key's counters. */
    public synchronized Window window(String keyId) {
        return windows.getOrDefault(keyId, Window.UNUSED);
    }

    /** How many of the reservations were settled. */
    public synchronized int settled() {
        return settled.size();
    }

    private static Window settled(Window window, Reservation reservation, long more) {
        Map<Long, Instant> holders = new HashMap<>(window.holders());
        long held = holders.remove(reservation.grant().number()) == null ? 0 : 1;
        List<Window.Used> used = new ArrayList<>(window.used());
        int position = Slots.position(reservation.grant().slot());
        used.set(position, used.get(position).plus(0, more));
        return new Window(
                window.slot(),
                window.era(),
                window.version() + 1,
                window.busyUntil(),
                window.underWay() - held,
                holders,
                used);
    }

    private static void refuse(ChatFailure failure) {
        throw failure;
    }
}
