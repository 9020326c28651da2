package dev.tollgate.fake;

import dev.tollgate.bill.AlertLedger;
import dev.tollgate.bill.BudgetAlert;
import dev.tollgate.bill.BudgetPeriod;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Alerts in memory. */
public final class InMemoryAlertLedger implements AlertLedger {
    private final Map<String, Instant> claims = new HashMap<>();

    @Override
    public synchronized Sent of(BudgetPeriod budget) {
        Map<String, Instant> seen = Map.copyOf(claims);
        return new Sent() {
            @Override
            public boolean contains(String channel, int percent) {
                return Instant.MAX.equals(seen.get(place(budget, channel, percent)));
            }

            @Override
            public boolean containsForAnyAmount(String channel, int percent) {
                return seen.entrySet().stream()
                        .anyMatch(claim -> claim.getKey().startsWith(ofAnyAmount(budget, channel, percent))
                                && Instant.MAX.equals(claim.getValue()));
            }
        };
    }

    @Override
    public synchronized boolean claim(BudgetAlert alert, String channel, Instant now, Instant until) {
        String place = place(alert.budget(), channel, alert.percent());
        Instant held = claims.get(place);
        if (held != null && !held.isBefore(now)) {
            return false;
        }
        claims.put(place, until);
        return true;
    }

    @Override
    public synchronized void markSent(BudgetAlert alert, String channel) {
        claims.put(place(alert.budget(), channel, alert.percent()), Instant.MAX);
    }

    private static String place(BudgetPeriod budget, String channel, int percent) {
        return ofAnyAmount(budget, channel, percent) + budget.limitMicros();
    }

    private static String ofAnyAmount(BudgetPeriod budget, String channel, int percent) {
        return budget.id() + " " + channel + " " + percent + " ";
    }
}
