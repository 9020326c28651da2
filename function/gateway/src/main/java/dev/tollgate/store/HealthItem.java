package dev.tollgate.store;

import dev.tollgate.health.BreakerState;
import dev.tollgate.health.CallStats;
import dev.tollgate.health.HealthSnapshot;
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

    private static final Map<String, Function<CallStats, Long>> SUMS = sums();

    private HealthItem() {}

    private static Map<String, Function<CallStats, Long>> sums() {
        Map<String, Function<CallStats, Long>> sums = new LinkedHashMap<>();
        sums.put("c ", CallStats::calls);
        sums.put("f ", CallStats::failures);
        sums.put("r ", CallStats::failureReports);
        sums.put("s ", CallStats::streams);
        sums.put("l ", CallStats::firstTokenMillis);
        sums.put("t ", CallStats::tokens);
        sums.put("d ", CallStats::tokenMillis);
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
        return CounterItem.number(
                HealthSnapshot.start(window).plus(REPORTS_KEPT).getEpochSecond());
    }

    static String breakerName(ModelName model) {
        return BREAKER + model;
    }

    static AttributeValue breaker(BreakerState breaker) {
        return AttributeValue.fromM(Map.of(
                "open", AttributeValue.fromBool(breaker.open()),
                "strikes", CounterItem.number(breaker.strikes()),
                "since", CounterItem.number(breaker.since().toEpochMilli()),
                "retry_at", CounterItem.number(breaker.retryAt().toEpochMilli()),
                "calls_per_second", CounterItem.number(breaker.callsPerSecond()),
                "stamp", CounterItem.number(breaker.stamp())));
    }

    static BreakerState breaker(AttributeValue value) {
        Map<String, AttributeValue> fields = value.m();
        return new BreakerState(
                fields.get("open").bool(),
                (int) read(fields, "strikes"),
                Instant.ofEpochMilli(read(fields, "since")),
                Instant.ofEpochMilli(read(fields, "retry_at")),
                read(fields, "calls_per_second"),
                read(fields, "stamp"));
    }

    static Map<ModelName, BreakerState> breakers(Map<String, AttributeValue> item) {
        Map<ModelName, BreakerState> breakers = new HashMap<>();
        item.forEach((name, value) -> {
            if (name.startsWith(BREAKER)) {
                breakers.put(ModelName.of(name.substring(BREAKER.length())), breaker(value));
            }
        });
        return breakers;
    }

    /** The attributes that a report adds to; those it has nothing for are left alone. */
    static Map<String, Long> additions(Map<ModelName, CallStats> seen) {
        Map<String, Long> additions = new LinkedHashMap<>();
        seen.forEach((model, callStats) -> SUMS.forEach((prefix, sum) -> {
            if (sum.apply(callStats) > 0) {
                additions.put(prefix + model, sum.apply(callStats));
            }
        }));
        return additions;
    }

    static Map<ModelName, CallStats> callStats(Map<String, AttributeValue> item) {
        Map<ModelName, CallStats> callStats = new HashMap<>();
        String first = SUMS.keySet().iterator().next();
        for (String name : item.keySet()) {
            if (name.startsWith(first)) {
                String model = name.substring(first.length());
                callStats.put(ModelName.of(model), callStats(item, model));
            }
        }
        return callStats;
    }

    private static CallStats callStats(Map<String, AttributeValue> item, String model) {
        return new CallStats(
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
