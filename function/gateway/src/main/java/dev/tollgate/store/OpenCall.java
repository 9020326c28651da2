package dev.tollgate.store;

import dev.tollgate.bill.RequestHold;
import java.util.List;

/**
 * A call that this process has accepted, or tries to accept.
 *
 * @param requestHold what it holds in budgets
 * @param confirmed whether the store has confirmed all that the call writes before its answer
 * @param counters the budgets' counters right after the reservation, in their order; empty unless confirmed
 */
record OpenCall(JournalPlace place, RequestHold requestHold, boolean confirmed, List<SeenCounter> counters) {

    static OpenCall unconfirmed(JournalPlace place, RequestHold requestHold) {
        return new OpenCall(place, requestHold, false, List.of());
    }

    OpenCall confirmed(List<SeenCounter> seen) {
        return new OpenCall(place, requestHold, true, List.copyOf(seen));
    }
}
