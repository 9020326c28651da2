package dev.tollgate.bill;

import java.util.List;

/**
 * What is reserved for a request until it is settled. It is written down before the answer begins, so that a sweep can
 * release everything.
 *
 * @param budgets the items of the counters table that hold the amount, each of them the whole amount
 * @param micros the maximum that the request may cost, in millionths of a dollar
 * @param windows the counters of rate limits that count the request or hold a slot for it
 */
public record RequestHold(List<String> budgets, long micros, List<WindowHold> windows) {

    /** Nothing is reserved, neither in budgets nor in rate limits. */
    public static final RequestHold NONE = new RequestHold(List.of(), 0, List.of());

    public RequestHold {
        budgets = List.copyOf(budgets);
        windows = List.copyOf(windows);
    }

    /**
     * A grant of one sliding window (ADR 2).
     *
     * @param counter the name of the counter: its item is {@code KEY#<counter>}
     * @param era of the counter; a grant of an era that has ended releases nothing
     * @param slot the 5 seconds in which it is counted
     * @param number of the grant, which identifies the holder of a concurrent slot
     * @param tokens the reserved tokens; 0 if tokens are not limited
     * @param concurrent 1 if it holds a concurrent slot, else 0
     */
    public record WindowHold(String counter, long era, long slot, long number, long tokens, long concurrent) {}
}
