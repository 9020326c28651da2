package dev.tollgate.store;

import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.RateReservation.RateGrant;
import dev.tollgate.limit.WindowSlots;
import java.util.List;

/**
 * The end of a request whose slot still counts.
 *
 * @param grant where the reservation was counted
 * @param releasedRequests 1 if the request does not count after all, else 0
 * @param moreTokens negative if tokens are released
 */
record WindowSettlement(RateReservation reservation, RateGrant grant, long releasedRequests, long moreTokens) {

    /** The name of the counter. */
    String counter() {
        return reservation.counter();
    }

    boolean holdsSlot() {
        return reservation.holdsSlot();
    }

    /** Whether one write can settle all of these: of one era, and no slot takes the place of another. */
    static boolean fitTogether(List<WindowSettlement> settlements) {
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (WindowSettlement settlement : settlements) {
            oldest = Math.min(oldest, settlement.grant.slot());
            newest = Math.max(newest, settlement.grant.slot());
        }
        long era = settlements.getFirst().grant.era();
        return newest - oldest < WindowSlots.COUNTED
                && settlements.stream().allMatch(settlement -> settlement.grant.era() == era);
    }

    static long releasedRequests(List<WindowSettlement> settlements) {
        return settlements.stream()
                .mapToLong(WindowSettlement::releasedRequests)
                .sum();
    }

    static long moreTokens(List<WindowSettlement> settlements) {
        return settlements.stream().mapToLong(WindowSettlement::moreTokens).sum();
    }
}
