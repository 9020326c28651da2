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
    public synchronized Reservation reserve(Account account, long tokens, Instant deadline) {
        Instant now = clock.instant();
        if (account.ceiling().none()) {
            return Reservation.uncounted(account, now);
        }
        Share share = Share.of(account).getFirst();
        Demand demand = Demand.of(share, tokens);
        Window window = window(share.counter()).at(now);
        new Room(window, share).refusal(demand, now).ifPresent(InMemoryLimits::refuse);
        long number = Reservation.Grant.draw();
        Window taken = window.plus(demand, deadline, number);
        windows.put(share.counter(), taken);
        RateStatus left = new Room(taken, share).left(now);
        return new Reservation(share, tokens, now, Reservation.Grant.in(taken, number), left);
    }

    @Override
    public synchronized void settle(Reservation reservation, long tokensUsed) {
        end(reservation, 0, reservation.beyond(tokensUsed));
    }

    @Override
    public synchronized void cancel(Reservation reservation) {
        end(reservation, 1, -reservation.tokensHeld());
    }

    private void end(Reservation reservation, long requestsBack, long more) {
        Window window = window(reservation.counter());
        Reservation.Grant grant = reservation.grant();
        if (grant == null || !settled.add(reservation)) {
            return;
        }
        boolean sameEra = grant.era() == window.era();
        boolean inTime = sameEra && (!reservation.holdsSlot() || window.holds(grant));
        boolean counted = clock.instant().isBefore(Slots.returns(grant.slot()));
        if (inTime) {
            window = settled(window, reservation, counted ? requestsBack : 0, counted ? more : 0);
        }
        boolean later = more > 0 && (!counted || (sameEra && !inTime));
        Instant now = clock.instant();
        windows.put(
                reservation.counter(),
                later ? window.at(now).plus(Demand.ofTokens(more), now, Reservation.Grant.draw()) : window);
    }

    /** A counter. */
    public synchronized Window window(String counter) {
        return windows.getOrDefault(counter, Window.UNUSED);
    }

    /** How many of the reservations were settled. */
    public synchronized int settled() {
        return settled.size();
    }

    private static Window settled(Window window, Reservation reservation, long requestsBack, long more) {
        Map<Long, Instant> holders = new HashMap<>(window.holders());
        long held = holders.remove(reservation.grant().number()) == null ? 0 : 1;
        List<Window.Used> used = new ArrayList<>(window.used());
        int position = Slots.position(reservation.grant().slot());
        used.set(position, used.get(position).plus(-requestsBack, more));
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
