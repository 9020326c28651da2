package dev.tollgate.bill;

/** Port: a way to those who want to know of budgets. */
public interface AlertChannel {

    /** Its name in the ledger of alerts: letters only. */
    String name();

    /** Whether the operator has set it up. */
    boolean configured();

    /**
     * Sends an alert, and returns when the receiver has it.
     *
     * @throws dev.tollgate.openai.GatewayException {@code UPSTREAM_FAILED} or {@code UPSTREAM_TIMEOUT} if it may not have it
     */
    void send(BudgetAlert alert);
}
