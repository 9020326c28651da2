package dev.tollgate.bill;

import java.util.Collection;
import java.util.List;

/** Port: reads what is spent of budgets, for reports and jobs. */
public interface BudgetCounts {

    /**
     * The sum of all shards of each budget; zero if nobody has used it.
     *
     * @return in the order of the budgets
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    List<BudgetCounter> read(Collection<BudgetPeriod> budgets);
}
