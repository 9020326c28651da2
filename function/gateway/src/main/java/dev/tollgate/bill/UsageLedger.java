package dev.tollgate.bill;

import dev.tollgate.openai.GatewayException;
import java.util.List;

/** Port: writes usage records and reserves money for them. */
public interface UsageLedger {

    /** Writes that a request was accepted and is in flight. */
    void writePending(UsageRecord pending);

    /**
     * Writes the same and reserves the maximum cost in each of the request's budgets: all of it, or nothing.
     *
     * @return the record with what it holds
     * @throws GatewayException {@code INSUFFICIENT_QUOTA} if a hard budget has too little left;
     *     {@code STORE_UNAVAILABLE} if the store does not answer: it may still write all of it, until {@link #withdraw}
     */
    UsageRecord reserve(UsageRecord pending, BudgetReservation budgetReservation);

    /**
     * Throws {@code INSUFFICIENT_QUOTA} if cached counters already show that a budget is spent. Does not call the
     * store.
     */
    void requireRoom(BudgetReservation budgetReservation);

    /**
     * The record as {@link #reserve} would have returned it, for keys that allow calls when the store does not answer.
     * Its cost counts once the record is settled.
     */
    UsageRecord withoutReserving(UsageRecord pending, BudgetReservation budgetReservation);

    /**
     * The status of the budgets right after this record's reservation, in its order. Empty if the reservation was not confirmed.
     */
    List<BudgetStatus> budgetStatus(UsageRecord reserved, BudgetReservation budgetReservation);

    /**
     * Completes a record, and replaces what it holds in budgets with its cost. Settling twice bills once, because a
     * settled record does not change. An abandoned record
     * becomes settled.
     */
    void settle(UsageRecord settled);

    /**
     * Lets every process settle this record, which {@link #writePending} or {@link #reserve} has just written: a batch outlives the
     * process that creates it.
     *
     * @return a name of what it holds, for {@link #settle(UsageRecord, String)}
     */
    String handOver(UsageRecord pending);

    /**
     * The same as {@link #settle(UsageRecord)} for a record that was handed over.
     *
     * @param hold what it holds, as {@link #handOver} has named it
     */
    void settle(UsageRecord settled, String hold);

    /**
     * Settles a record that was never in flight, for a caller that repeats what failed: unlike with {@link #settle(UsageRecord)}, no
     * log takes its place.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    void record(UsageRecord settled);

    /**
     * Removes from a settled record where its prompt is, because it could not be written there. A record that does not name a place
     * stays as it is.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    void promptLost(UsageRecord settled);

    /**
     * Settles the record of a request whose reservation the store did not confirm, and releases what it holds, if it was written.
     * If it was not, this record is in its place, so that the reservation can no longer be written. Repeating it changes nothing.
     *
     * @param settled of a request that cost nothing
     * @throws GatewayException {@code STORE_UNAVAILABLE}; a sweep releases what the record holds after its deadline
     */
    void withdraw(UsageRecord settled);
}
