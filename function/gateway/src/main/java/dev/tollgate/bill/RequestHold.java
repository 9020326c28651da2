package dev.tollgate.bill;

import java.util.List;

/**
 * What is set aside for a request until it is settled. It stands in the pending record, so that whoever finds that
 * record can give all of it back.
 *
 * @param budgets the items of the counters table that hold the amount, each the whole of it
 * @param micros the amount: the worst case of what the request may cost, in millionths of a dollar
 * @param windows where the request was counted against rates, and holds a slot
 */
public record RequestHold(List<String> budgets, long micros, List<WindowHold> windows) {

    /** Nothing is set aside: neither budgets nor limits. */
    public static final RequestHold NOTHING = new RequestHold(List.of(), 0, List.of());

    public RequestHold {
        budgets = List.copyOf(budgets);
        windows = List.copyOf(windows);
    }

    /**
     * A grant of one window of rates (ADR 2).
     *
     * @param counter whose counters they are: the item is {@code KEY#<counter>}
     * @param era of the counters; once another has begun there is nothing left to give back
     * @param slot the 5 seconds it is counted in
     * @param number of the grant, by which the holder of a slot is known
     * @param tokens taken in advance; 0 where tokens are not limited
     * @param concurrent 1 where it holds a slot of the concurrency limit, else 0
     */
    public record WindowHold(String counter, long era, long slot, long number, long tokens, long concurrent) {}
}
