package dev.tollgate.cli.port;

import dev.tollgate.admin.BudgetIncreaseDirectory.StoredIncrease;
import dev.tollgate.admin.BudgetRow;
import dev.tollgate.auth.Budget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: what is spent and left of budgets. */
public interface BudgetReader {
    /**
     * The current period of budgets.
     *
     * @param keys only the budgets of these keys and their tags; empty for all
     */
    List<BudgetLine> read(List<String> keys, Instant now);

    /**
     * The budget of an end user of a key.
     *
     * @param user as requests name it
     */
    BudgetLine ofEndUser(String key, String user, Instant now);

    /**
     * A budget. Amounts are in millionths of a dollar.
     *
     * @param whose {@code key ID}, or a tag as {@code name=value}
     * @param renews when the next period starts; empty for a budget in total
     * @param increase what makes it larger now
     */
    record BudgetLine(
            String whose,
            String per,
            String kind,
            long limitMicros,
            long spentMicros,
            long setAsideMicros,
            long leftMicros,
            long usedPercent,
            Optional<Instant> renews,
            Optional<IncreaseLine> increase) {
        /** The line of a budget in the table. */
        public static BudgetLine of(BudgetRow row) {
            return new BudgetLine(
                    row.whose(),
                    row.per(),
                    row.kind(),
                    row.limitMicros(),
                    row.spentMicros(),
                    row.setAsideMicros(),
                    row.leftMicros(),
                    row.usedPercent(),
                    row.renews(),
                    row.increase()
                            .map(StoredIncrease::increase)
                            .map(increase -> new IncreaseLine(
                                    Budget.micros(increase.usd()), increase.until(), increase.reason())));
        }
    }

    /** What makes a budget larger for a while, in millionths of a dollar. */
    record IncreaseLine(long micros, Instant until, String reason) {}
}
