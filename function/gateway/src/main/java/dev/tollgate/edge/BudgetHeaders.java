package dev.tollgate.edge;

import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the budgets stand: the one that is used up first, and a warning for each that soon will be. */
final class BudgetHeaders {
    private BudgetHeaders() {}

    static void add(List<BudgetStatus> budgetStatus, Map<String, String> headers) {
        budgetStatus.stream()
                .max(Comparator.comparingLong(BudgetStatus::usedPercent))
                .ifPresent(tightest -> {
                    headers.put(
                            "x-tollgate-budget-limit-usd",
                            UsdText.text(tightest.budgetPeriod().limitMicros()));
                    headers.put("x-tollgate-budget-remaining-usd", UsdText.text(tightest.leftMicros()));
                    if (tightest.budgetPeriod().renews() != null) {
                        headers.put(
                                "x-tollgate-budget-reset",
                                tightest.budgetPeriod().renews().toString());
                    }
                });
        String warning = budgetStatus.stream()
                .filter(BudgetStatus::warns)
                .map(BudgetHeaders::warning)
                .collect(Collectors.joining("; "));
        if (!warning.isEmpty()) {
            headers.put("x-tollgate-budget-warning", HeaderText.visible(warning));
        }
    }

    private static String warning(BudgetStatus budgetStatus) {
        BudgetPeriod period = budgetStatus.budgetPeriod();
        return "%s: %d%% of %s USD%s"
                .formatted(
                        period.name(),
                        budgetStatus.usedPercent(),
                        UsdText.text(period.limitMicros()),
                        period.switched() ? ", cheaper models answer" : "");
    }
}
