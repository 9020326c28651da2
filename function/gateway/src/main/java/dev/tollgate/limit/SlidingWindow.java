package dev.tollgate.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What a key has used of late: the counters of the last 60 seconds, at one moment. Pure arithmetic: the store repeats
 * it in conditional writes.
 *
 * @param slot the newest slot anybody has counted in; never goes back, so a slow clock counts in the newest slot too
 * @param era when all slot holders were last known to be gone, in epoch milliseconds; 0 for a key never used
 * @param version grows with each write of an era
 * @param busyUntil after it no request granted so far can be under way; in whole seconds
 * @param underWay requests that hold a slot of the concurrency limit
 * @param holders which they are, by the number of their grant, and until when at most
 * @param used by {@link WindowSlots#position}
 */
public record SlidingWindow(
        long slot,
        long era,
        long version,
        Instant busyUntil,
        long underWay,
        Map<Long, Instant> holders,
        List<Used> used) {

    /** A key that nobody has used. */
    public static final SlidingWindow UNUSED =
            new SlidingWindow(0, 0, 0, Instant.EPOCH, 0, Map.of(), Collections.nCopies(WindowSlots.COUNTED, Used.NONE));

    /** Deadlines move on with the clock: noting them ahead spares a write for each request. */
    private static final Duration AHEAD = Duration.ofSeconds(2 * WindowSlots.SECONDS);

    public SlidingWindow {
        holders = Map.copyOf(holders);
        used = List.copyOf(used);
    }

    /** What was used in one slot. */
    public record Used(long requests, long tokens) {
        static final Used NONE = new Used(0, 0);

        Used plus(long moreRequests, long moreTokens) {
            return new Used(requests + moreRequests, tokens + moreTokens);
        }
    }

    /** Whether these counters are the later ones of the two. */
    public boolean after(SlidingWindow other) {
        return era != other.era ? era > other.era : version > other.version;
    }

    /** Whether a request with this deadline can simply be added to the newest slot. */
    public boolean takes(Instant deadline, Instant now) {
        return slot >= WindowSlots.at(now)
                && !now.isAfter(busyUntil)
                && !deadline.isAfter(busyUntil)
                && holders.values().stream().noneMatch(now::isAfter);
    }

    /**
     * The same counters when the clock has moved on: slots that are counted no longer are emptied. A holder that is past
     * its deadline has crashed, and holds nothing any more; once all are, a new era begins.
     */
    public SlidingWindow at(Instant now) {
        long target = Math.max(slot, WindowSlots.at(now));
        List<Used> counted = new ArrayList<>(used);
        for (long expired = Math.max(slot + 1, target - WindowSlots.COUNTED + 1); expired <= target; expired++) {
            counted.set(WindowSlots.position(expired), Used.NONE);
        }
        if (now.isAfter(busyUntil)) {
            return new SlidingWindow(
                    target, Math.max(era + 1, now.toEpochMilli()), version, busyUntil, 0, Map.of(), counted);
        }
        Map<Long, Instant> living = new HashMap<>(holders);
        living.values().removeIf(now::isAfter);
        int gone = holders.size() - living.size();
        return new SlidingWindow(target, era, version, busyUntil, underWay - gone, living, counted);
    }

    /**
     * The counters after a demand was granted in the newest slot.
     *
     * @param number of the grant
     */
    public SlidingWindow plus(RateCost rateCost, Instant deadline, long number) {
        Instant noted = deadline.isAfter(busyUntil) ? deadline.plus(AHEAD).truncatedTo(ChronoUnit.SECONDS) : busyUntil;
        List<Used> counted = new ArrayList<>(used);
        counted.set(WindowSlots.position(slot), in(slot).plus(rateCost.requests(), rateCost.tokens()));
        Map<Long, Instant> holding = new HashMap<>(holders);
        if (rateCost.concurrent() > 0) {
            holding.put(number, deadline);
        }
        return new SlidingWindow(slot, era, version + 1, noted, underWay + rateCost.concurrent(), holding, counted);
    }

    /** Whether the request with this grant holds a slot. */
    public boolean holds(RateReservation.RateGrant grant) {
        return era == grant.era() && holders.containsKey(grant.number());
    }

    /** What was used in one of the counted slots. */
    public Used in(long counted) {
        return used.get(WindowSlots.position(counted));
    }

    /** Requests counted. */
    public long requests() {
        return sum(Used::requests);
    }

    /** Tokens counted. */
    public long tokens() {
        return sum(Used::tokens);
    }

    /** From when on no more than so much is counted, if nothing is added. */
    Instant downTo(long most, ToLongFunction<Used> kind) {
        long counted = sum(kind);
        long last = slot - WindowSlots.COUNTED;
        while (counted > most && last < slot) {
            last++;
            counted -= kind.applyAsLong(in(last));
        }
        return WindowSlots.returns(last);
    }

    private long sum(ToLongFunction<Used> kind) {
        return used.stream().mapToLong(kind).sum();
    }
}
