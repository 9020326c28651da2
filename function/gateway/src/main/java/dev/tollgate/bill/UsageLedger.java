package dev.tollgate.bill;

import dev.tollgate.openai.GatewayException;
import java.util.List;

/** Port: where usage is written down, and money set aside for it. */
public interface UsageLedger {

    /** Writes the record of a request that was accepted. */
    void open(UsageRecord pending);

    /**
     * Writes the record of a request and sets its worst case aside in each of its budgets: all of it, or nothing.
     *
     * @return the record, which now tells what it holds
     * @throws GatewayException {@code INSUFFICIENT_QUOTA} where a hard budget has too little left; {@code STORE_UNAVAILABLE}
     *     where it cannot be told
     */
    UsageRecord open(UsageRecord pending, BudgetReservation budgetReservation);

    /** Throws {@code INSUFFICIENT_QUOTA} where it is known already that a stake is too high; asks nobody. */
    void requireRoom(BudgetReservation budgetReservation);

    /**
     * The record as it would have been opened, for who goes on although the store did not answer: what it spends counts
     * once it is settled.
     */
    UsageRecord unopened(UsageRecord pending, BudgetReservation budgetReservation);

    /** How the budgets stand that this record holds something of, in the order of the stake. */
    List<BudgetStatus> budgetStatus(UsageRecord opened, BudgetReservation budgetReservation);

    /**
     * Completes a record that is not settled yet, and puts its cost in the place of what it holds of budgets; changes
     * nothing where it is, so that settling twice bills once. Where the pending record was never written, it is written
     * now. Where it was abandoned, what is known now takes the place of what was not.
     */
    void settle(UsageRecord settled);
}
