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
 * What was used in the last 60 seconds, at one moment. This is pure arithmetic; the store repeats it in conditional
 * writes.
 *
 * @param slot the newest slot that anybody has counted in; it never goes back, so a slow clock counts there too
 * @param era starts when all holders are known to be gone, in epoch milliseconds; 0 if the counter was never used
 * @param version grows with each write of an era
 * @param busyUntil after this instant no request granted so far can be in flight; in whole seconds
 * @param inFlight how many requests hold a concurrent slot
 * @param holders the deadlines of these requests, by the number of their grant
 * @param used by {@link WindowSlots#position}
 */
public record SlidingWindow(
        long slot,
        long era,
        long version,
        Instant busyUntil,
        long inFlight,
        Map<Long, Instant> holders,
        List<SlotUsage> used) {

    /** A counter that nobody has used. */
    public static final SlidingWindow UNUSED = new SlidingWindow(
            0, 0, 0, Instant.EPOCH, 0, Map.of(), Collections.nCopies(WindowSlots.COUNTED, SlotUsage.NONE));

    /** Deadlines advance with the clock. Storing a later one spares a write for each request. */
    private static final Duration AHEAD = Duration.ofSeconds(2 * WindowSlots.SECONDS);

    public SlidingWindow {
        holders = Map.copyOf(holders);
        used = List.copyOf(used);
    }

    /** What was used in one slot. */
    public record SlotUsage(long requests, long tokens) {
        static final SlotUsage NONE = new SlotUsage(0, 0);

        SlotUsage plus(long moreRequests, long moreTokens) {
            return new SlotUsage(requests + moreRequests, tokens + moreTokens);
        }
    }

    /** Whether this is a later state of the counter than the other one. */
    public boolean isNewerThan(SlidingWindow other) {
        return era != other.era ? era > other.era : version > other.version;
    }

    /** Whether a request with this deadline can be added to the newest slot, with nothing else to write. */
    public boolean canAddInPlace(Instant deadline, Instant now) {
        return slot >= WindowSlots.at(now)
                && !now.isAfter(busyUntil)
                && !deadline.isAfter(busyUntil)
                && holders.values().stream().noneMatch(now::isAfter);
    }

    /**
     * The same counter once the clock has advanced: expired slots are emptied. A holder past its deadline has crashed
     * and holds nothing any more. Once all holders are past theirs, a new era begins.
     */
    public SlidingWindow at(Instant now) {
        long target = Math.max(slot, WindowSlots.at(now));
        List<SlotUsage> counted = new ArrayList<>(used);
        for (long expired = Math.max(slot + 1, target - WindowSlots.COUNTED + 1); expired <= target; expired++) {
            counted.set(WindowSlots.position(expired), SlotUsage.NONE);
        }
        if (now.isAfter(busyUntil)) {
            return new SlidingWindow(
                    target, Math.max(era + 1, now.toEpochMilli()), version, busyUntil, 0, Map.of(), counted);
        }
        Map<Long, Instant> living = new HashMap<>(holders);
        living.values().removeIf(now::isAfter);
        int gone = holders.size() - living.size();
        return new SlidingWindow(target, era, version, busyUntil, inFlight - gone, living, counted);
    }

    /**
     * The counter after a request was granted in the newest slot.
     *
     * @param number of the grant
     */
    public SlidingWindow plus(RateCost rateCost, Instant deadline, long number) {
        Instant busy = deadline.isAfter(busyUntil) ? deadline.plus(AHEAD).truncatedTo(ChronoUnit.SECONDS) : busyUntil;
        List<SlotUsage> counted = new ArrayList<>(used);
        counted.set(WindowSlots.position(slot), usedIn(slot).plus(rateCost.requests(), rateCost.tokens()));
        Map<Long, Instant> holding = new HashMap<>(holders);
        if (rateCost.concurrent() > 0) {
            holding.put(number, deadline);
        }
        return new SlidingWindow(slot, era, version + 1, busy, inFlight + rateCost.concurrent(), holding, counted);
    }

    /** Whether the request with this grant holds a concurrent slot. */
    public boolean holds(RateReservation.RateGrant grant) {
        return era == grant.era() && holders.containsKey(grant.number());
    }

    /** What was used in one of the slots that count. */
    public SlotUsage usedIn(long counted) {
        return used.get(WindowSlots.position(counted));
    }

    /** The requests in all slots. */
    public long requests() {
        return sum(SlotUsage::requests);
    }

    /** The tokens in all slots. */
    public long tokens() {
        return sum(SlotUsage::tokens);
    }

    /** When the sum is at most this much, if nothing is added. */
    Instant fallsTo(long max, ToLongFunction<SlotUsage> kind) {
        long counted = sum(kind);
        long last = slot - WindowSlots.COUNTED;
        while (counted > max && last < slot) {
            last++;
            counted -= kind.applyAsLong(usedIn(last));
        }
        return WindowSlots.expiry(last);
    }

    long sum(ToLongFunction<SlotUsage> kind) {
        return used.stream().mapToLong(kind).sum();
    }
}
