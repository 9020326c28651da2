package dev.tollgate.bill;

import java.time.Instant;

/** Port: which alerts were sent, so that each is sent once, however many send them. */
public interface AlertLedger {

    /** What was sent of a budget in one period. */
    interface Sent {
        /** Whether this alert has left by this channel. */
        boolean contains(String channel, int percent);

        /** The same, whatever the amount of the budget was. */
        boolean containsForAnyAmount(String channel, int percent);
    }

    /** Reads what was sent of a budget. */
    Sent of(BudgetPeriod budget);

    /**
     * Claims an alert for a while: if its sender dies, another one sends it after that.
     *
     * @return false if it was sent, or if somebody else is sending it
     */
    boolean claim(BudgetAlert alert, String channel, Instant now, Instant until);

    /** The alert of a claim has left. */
    void markSent(BudgetAlert alert, String channel);
}
