package dev.tollgate.metering;

import dev.tollgate.bill.UsageRecord.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a call settles in the counters of its limits: what they granted, tokens that are known later, and what the store may have
 * reserved without confirming it.
 */
final class CounterSettlement {
    private final String requestId;
    private final List<UnconfirmedCall> unconfirmed = new ArrayList<>();
    private OptionalLong settledTokens = OptionalLong.empty();

    CounterSettlement(String requestId) {
        this.requestId = requestId;
    }

    synchronized void add(UnconfirmedCall reserved) {
        unconfirmed.add(reserved);
    }

    /** Whether anything is left to write if the call has used this many tokens. */
    synchronized boolean isDue(RateReservations reservations, long tokens) {
        boolean settled = settledTokens.isPresent() && settledTokens.getAsLong() >= tokens;
        return !unconfirmed.isEmpty() || (!settled && !reservations.granted().isEmpty());
    }

    /** Settles what was granted, unless that is done. */
    synchronized void settle(RateReservations reservations, long tokens) {
        if (settledTokens.isEmpty()) {
            settledTokens = OptionalLong.of(tokens);
            reservations.settle(requestId, tokens);
        }
    }

    /**
     * Counts tokens beyond those of the settlement. Scans may go on after the last byte, and a provider may send its count after it.
     */
    synchronized void countLate(RateReservations reservations, long tokens) {
        long late = tokens - settledTokens.orElse(0);
        if (late > 0) {
            settledTokens = OptionalLong.of(tokens);
            reservations.countLate(requestId, late);
        }
    }

    /** Releases what the store has not confirmed. It never counts for longer than the call lasts, even if the call is served. */
    synchronized void withdraw(Settlement settlement) {
        unconfirmed.forEach(reserved -> reserved.withdraw(settlement));
        unconfirmed.clear();
    }
}
