package dev.tollgate.edge;

import dev.tollgate.bill.Standing;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the budgets stand: the one that is used up first, and a warning for each that soon will be. */
final class BudgetHeaders {
    private BudgetHeaders() {}

    static void add(List<Standing> standings, Map<String, String> headers) {
        standings.stream().max(Comparator.comparing(Standing::usedPercent)).ifPresent(tightest -> {
            headers.put("x-tollgate-budget-limit-usd", usd(tightest.purse().limitMicros()));
            headers.put("x-tollgate-budget-remaining-usd", usd(tightest.leftMicros()));
            if (tightest.purse().renews() != null) {
                headers.put("x-tollgate-budget-reset", tightest.purse().renews().toString());
            }
        });
        String warning = standings.stream()
                .filter(Standing::warns)
                .map(BudgetHeaders::warning)
                .collect(Collectors.joining("; "));
        if (!warning.isEmpty()) {
            headers.put("x-tollgate-budget-warning", HeaderText.visible(warning));
        }
    }

    private static String warning(Standing standing) {
        return "%s: %d%% of %s USD"
                .formatted(
                        standing.purse().name(),
                        standing.usedPercent(),
                        usd(standing.purse().limitMicros()));
    }

    private static String usd(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
    }
}
