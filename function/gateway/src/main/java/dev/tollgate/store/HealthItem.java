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
 * The items of the counters table for the health of targets. One holds all breakers as {@code breaker provider/model}.
 * Each window of reports has one with seven sums for each target, such as {@code f provider/model} for failures. The
 * names are short, because DynamoDB bills a report by the size of its item.
 *
 * <p>Reports add to sums without a read or a condition that could fail. Sums expire with their window.
 */
final class HealthItem {
    private static final String BREAKER = "breaker ";

    /** Much longer than the maximum back-off. */
    private static final Duration BREAKER_RETENTION = Duration.ofDays(1);

    private static final Duration REPORT_RETENTION = Duration.ofMinutes(1);

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
        return CounterItem.number(now.plus(BREAKER_RETENTION).getEpochSecond());
    }

    static AttributeValue windowExpires(long window) {
        return CounterItem.number(
                HealthSnapshot.start(window).plus(REPORT_RETENTION).getEpochSecond());
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
                ItemReader.flag(fields, "open"),
                (int) ItemReader.numberOrZero(fields, "strikes"),
                Instant.ofEpochMilli(ItemReader.numberOrZero(fields, "since")),
                Instant.ofEpochMilli(ItemReader.numberOrZero(fields, "retry_at")),
                ItemReader.numberOrZero(fields, "calls_per_second"),
                ItemReader.numberOrZero(fields, "stamp"));
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

    /** What a report adds to each attribute. Zeros are left out. */
    static Map<String, Long> additions(Map<ModelName, CallStats> calls) {
        Map<String, Long> additions = new LinkedHashMap<>();
        calls.forEach((model, callStats) -> SUMS.forEach((prefix, sum) -> {
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
                ItemReader.numberOrZero(item, "c " + model),
                ItemReader.numberOrZero(item, "f " + model),
                ItemReader.numberOrZero(item, "r " + model),
                ItemReader.numberOrZero(item, "s " + model),
                ItemReader.numberOrZero(item, "l " + model),
                ItemReader.numberOrZero(item, "t " + model),
                ItemReader.numberOrZero(item, "d " + model));
    }
}
