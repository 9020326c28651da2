package dev.tollgate.metering;

import dev.tollgate.bill.UsageRecord.Settlement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a call settles in the counters of its limits: what they granted, and what the store may have reserved without confirming it.
 */
final class CounterSettlement {
    private final String requestId;
    private final List<UnconfirmedCall> unconfirmed = new ArrayList<>();
    private boolean settled;

    CounterSettlement(String requestId) {
        this.requestId = requestId;
    }

    synchronized void add(UnconfirmedCall reserved) {
        unconfirmed.add(reserved);
    }

    /** Whether anything is left to write. */
    synchronized boolean isDue(RateReservations reservations) {
        return !unconfirmed.isEmpty() || (!settled && !reservations.granted().isEmpty());
    }

    /** Settles what was granted, unless that is done. */
    synchronized void settle(RateReservations reservations, long tokens) {
        if (!settled) {
            settled = true;
            reservations.settle(requestId, tokens);
        }
    }

    /** Releases what the store has not confirmed. It never counts for longer than the call lasts, even if the call is served. */
    synchronized void withdraw(Settlement settlement) {
        unconfirmed.forEach(reserved -> reserved.withdraw(settlement));
        unconfirmed.clear();
    }
}
