package dev.tollgate.histories;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The counters say what the records add up to, and nobody holds anything any more. */
final class CounterChecks {
    private CounterChecks() {}

    static void check(HistoryEvidence evidence) {
        Map<String, Long> sums = new TreeMap<>();
        for (StoredUsageRecord record : evidence.records()) {
            long charge = Objects.requireNonNullElse(record.spent().charge(), 0L);
            record.budgets().forEach(budget -> sums.merge(budget, charge, Long::sum));
        }
        for (Map<String, AttributeValue> item : evidence.counters()) {
            String name = item.get("pk").s();
            if (name.startsWith("BUDGET#")) {
                long committed = number(item, "committed_micros");
                long sum = Objects.requireNonNullElse(sums.remove(name), 0L);
                evidence.require(committed == sum, "%s says %d, its records say %d", name, committed, sum);
                evidence.require(number(item, "reserved_micros") == 0, "still reserved: %s", item);
            } else if (name.startsWith("KEY#")) {
                List<String> holders = item.keySet().stream()
                        .filter(column -> column.startsWith("h_"))
                        .toList();
                evidence.require(holders.isEmpty() && number(item, "in_flight") == 0, "slots are taken in %s", item);
            }
        }
        evidence.require(sums.isEmpty(), "budgets without a counter: %s", sums);
    }

    /** At every moment, for keys whose requests never cost more than was set aside. */
    static List<String> aboveTheirLimits(List<Map<String, AttributeValue>> counters, HistoryWorld world) {
        List<String> above = new ArrayList<>();
        for (Map<String, AttributeValue> item : counters) {
            world.hardLimits().forEach((name, limit) -> {
                if (item.get("pk").s().startsWith(name) && number(item, "committed_micros") > limit) {
                    above.add("above its hard limit of " + limit + ": " + item);
                }
            });
        }
        return above;
    }

    private static long number(Map<String, AttributeValue> item, String column) {
        AttributeValue value = item.get(column);
        return value == null ? 0 : Long.parseLong(value.n());
    }
}
