package dev.tollgate.store;

import dev.tollgate.health.Board;
import dev.tollgate.health.Breaker;
import dev.tollgate.health.Tally;
import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the counters table that hold the health of targets: one with the breakers, {@code breaker provider/model},
 * and one for each window of reports, with seven sums for each target, such as {@code f provider/model} for its failures.
 * These names are short, because each report is billed by the size of the item that it adds to.
 *
 * <p>Sums are added to without reading; they have no conditions that could fail, and expire with their window.
 */
final class HealthItem {
    private static final String BREAKER = "breaker ";

    /** Beyond the longest back-off by far. */
    private static final Duration BREAKERS_KEPT = Duration.ofDays(1);

    private static final Duration REPORTS_KEPT = Duration.ofMinutes(1);

    private static final Map<String, Function<Tally, Long>> SUMS = sums();

    private HealthItem() {}

    private static Map<String, Function<Tally, Long>> sums() {
        Map<String, Function<Tally, Long>> sums = new LinkedHashMap<>();
        sums.put("c ", Tally::calls);
        sums.put("f ", Tally::failures);
        sums.put("r ", Tally::failureReports);
        sums.put("s ", Tally::streams);
        sums.put("l ", Tally::firstTokenMillis);
        sums.put("t ", Tally::tokens);
        sums.put("d ", Tally::tokenMillis);
        return sums;
    }

    static Map<String, AttributeValue> breakersKey() {
        return Map.of(CounterItem.KEY, AttributeValue.fromS("HEALTH"));
    }

    static Map<String, AttributeValue> windowKey(long window) {
        return Map.of(CounterItem.KEY, AttributeValue.fromS("HEALTH#" + window));
    }

    static AttributeValue breakersExpire(Instant now) {
        return CounterItem.number(now.plus(BREAKERS_KEPT).getEpochSecond());
    }

    static AttributeValue windowExpires(long window) {
        return CounterItem.number(Board.start(window).plus(REPORTS_KEPT).getEpochSecond());
    }

    static String breakerName(ModelName model) {
        return BREAKER + model;
    }

    static AttributeValue breaker(Breaker breaker) {
        return AttributeValue.fromM(Map.of(
                "open", AttributeValue.fromBool(breaker.open()),
                "strikes", CounterItem.number(breaker.strikes()),
                "since", CounterItem.number(breaker.since().toEpochMilli()),
                "retry_at", CounterItem.number(breaker.retryAt().toEpochMilli()),
                "calls_per_second", CounterItem.number(breaker.callsPerSecond()),
                "stamp", CounterItem.number(breaker.stamp())));
    }

    static Breaker breaker(AttributeValue value) {
        Map<String, AttributeValue> fields = value.m();
        return new Breaker(
                fields.get("open").bool(),
                (int) read(fields, "strikes"),
                Instant.ofEpochMilli(read(fields, "since")),
                Instant.ofEpochMilli(read(fields, "retry_at")),
                read(fields, "calls_per_second"),
                read(fields, "stamp"));
    }

    static Map<ModelName, Breaker> breakers(Map<String, AttributeValue> item) {
        Map<ModelName, Breaker> breakers = new HashMap<>();
        item.forEach((name, value) -> {
            if (name.startsWith(BREAKER)) {
                breakers.put(ModelName.of(name.substring(BREAKER.length())), breaker(value));
            }
        });
        return breakers;
    }

    /** The attributes that a report adds to; those it has nothing for are left alone. */
    static Map<String, Long> additions(Map<ModelName, Tally> seen) {
        Map<String, Long> additions = new LinkedHashMap<>();
        seen.forEach((model, tally) -> SUMS.forEach((prefix, sum) -> {
            if (sum.apply(tally) > 0) {
                additions.put(prefix + model, sum.apply(tally));
            }
        }));
        return additions;
    }

    static Map<ModelName, Tally> tallies(Map<String, AttributeValue> item) {
        Map<ModelName, Tally> tallies = new HashMap<>();
        String first = SUMS.keySet().iterator().next();
        for (String name : item.keySet()) {
            if (name.startsWith(first)) {
                String model = name.substring(first.length());
                tallies.put(ModelName.of(model), tally(item, model));
            }
        }
        return tallies;
    }

    private static Tally tally(Map<String, AttributeValue> item, String model) {
        return new Tally(
                read(item, "c " + model),
                read(item, "f " + model),
                read(item, "r " + model),
                read(item, "s " + model),
                read(item, "l " + model),
                read(item, "t " + model),
                read(item, "d " + model));
    }

    private static long read(Map<String, AttributeValue> fields, String name) {
        AttributeValue value = fields.get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }
}
