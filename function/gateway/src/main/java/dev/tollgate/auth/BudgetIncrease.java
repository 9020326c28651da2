package dev.tollgate.auth;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * More money for one budget, for a while.
 *
 * @param per which of the owner's budgets
 * @param usd the US dollars by which it is larger in each period, more than 0
 * @param until the first instant at which it no longer is
 * @param reason why, for those who read the audit trail
 */
public record BudgetIncrease(BudgetOwner owner, Budget.Per per, BigDecimal usd, Instant until, String reason) {

    public BudgetIncrease {
        if (usd.signum() <= 0) {
            throw new IllegalArgumentException("an increase must be more than 0");
        }
    }

    /** What identifies the budget in {@link BudgetIncreases}. */
    public String budget() {
        return budget(owner, per);
    }

    /** The same for any budget. */
    public static String budget(BudgetOwner owner, Budget.Per per) {
        return per.word() + "#" + owner.place();
    }

    /** Whether the budget is larger at this instant. */
    public boolean appliesAt(Instant at) {
        return at.isBefore(until);
    }
}
