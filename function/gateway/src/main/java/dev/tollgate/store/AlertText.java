package dev.tollgate.store;

import dev.tollgate.bill.BudgetAlert;
import dev.tollgate.bill.BudgetPeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an alert says, to people and to programs. */
final class AlertText {
    private AlertText() {}

    /** A sentence, such as {@code 80 % of the budget of team=search per month are spent: 403.12 of 500 USD. It renews at …}. */
    static String sentence(BudgetAlert alert) {
        BudgetPeriod budget = alert.budget();
        Instant renews = budget.renews();
        return "%d %% of the budget of %s are spent: %s of %s USD. %s"
                .formatted(
                        alert.percent(),
                        budget.name(),
                        usd(alert.spentMicros()),
                        usd(budget.limitMicros()),
                        renews == null ? "It does not renew." : "It renews at " + renews + ".");
    }

    /** The same as JSON. Chat programs such as Slack show the field {@code text}. */
    static byte[] json(BudgetAlert alert, Instant at) {
        BudgetPeriod budget = alert.budget();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", sentence(alert));
        fields.put("type", "budget.threshold");
        fields.put("id", alert.id());
        fields.put("at", at.toString());
        fields.put("budget", budget.name());
        fields.put("kind", budget.hard() ? "hard" : "soft");
        fields.put("threshold_percent", alert.percent());
        fields.put("limit_usd", fixed(budget.limitMicros()));
        fields.put("spent_usd", fixed(alert.spentMicros()));
        if (budget.renews() != null) {
            fields.put("renews_at", budget.renews().toString());
        }
        return DocumentCodec.bytes(fields);
    }

    private static String fixed(long micros) {
        return BigDecimal.valueOf(micros, 6).toPlainString();
    }

    private static String usd(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
    }
}
