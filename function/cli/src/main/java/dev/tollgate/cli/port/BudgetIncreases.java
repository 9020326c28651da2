package dev.tollgate.cli.port;

import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;

/** Port: more money for a while. */
public interface BudgetIncreases {
    /** Increases a budget, in place of an increase that it may have. */
    void increase(BudgetIncrease increase, ChangeAuthor author);

    /** Ends an increase before its time. Throws {@link dev.tollgate.admin.AdminException} if there is none. */
    void end(BudgetOwner owner, Budget.Per per, ChangeAuthor author);
}
