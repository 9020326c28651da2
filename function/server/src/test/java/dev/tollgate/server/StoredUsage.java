package dev.tollgate.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The usage records and counters in the tables. */
record StoredUsage(DynamoDbClient tables) {
    /** The time-out of a request, what it may take to settle, a sweep's pause, and some more for a busy machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    void awaitNothingPending() {
        Awaitility.await("nothing is pending")
                .atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> inFlight().isEmpty());
    }

    /** Returns the ids of the requests in the journal that have no usage record. */
    private Set<String> inFlight() {
        // The journal first: a request that ends meanwhile has its record by then.
        Set<String> requests = items("INFLIGHT#")
                .filter(entry -> entry.containsKey("request_id"))
                .map(entry -> entry.get("request_id").s())
                .collect(Collectors.toSet());
        records().forEach(record -> requests.remove(record.get("request_id").s()));
        return requests;
    }

    /** Returns all usage records, without roll-ups. */
    List<Map<String, AttributeValue>> records() {
        return items("KEY#").toList();
    }

    private Stream<Map<String, AttributeValue>> items(String prefix) {
        return tables
                .scanPaginator(request -> request.tableName("tollgate-usage").consistentRead(true))
                .items()
                .stream()
                .filter(item -> item.get("pk").s().startsWith(prefix));
    }

    /** Returns the tokens of each settled record by request id. */
    Map<String, Long> tokensOfSettled() {
        Map<String, Long> tokens = new HashMap<>();
        for (Map<String, AttributeValue> record : records()) {
            if (record.get("status").s().equals("settled")) {
                tokens.put(
                        record.get("request_id").s(),
                        Long.valueOf(record.get("total_tokens").n()));
            }
        }
        return tokens;
    }

    /** Returns for each budget item what is committed, and how much of that is reserved. */
    Map<String, String> budgets() {
        Map<String, String> budgets = new TreeMap<>();
        for (Map<String, AttributeValue> item : tables.scanPaginator(
                        request -> request.tableName("tollgate-counters").consistentRead(true))
                .items()) {
            if (item.get("pk").s().startsWith("BUDGET#")) {
                budgets.put(
                        item.get("pk").s(),
                        item.get("committed_micros").n() + " of which reserved "
                                + item.get("reserved_micros").n());
            }
        }
        return budgets;
    }

    /** Returns what {@link #budgets()} must return if nothing is pending, calculated from the records alone. */
    Map<String, String> spentByBudget() {
        Map<String, Long> spent = new TreeMap<>();
        for (Map<String, AttributeValue> record : records()) {
            AttributeValue charge = record.get("charge_micros");
            AttributeValue budgets = record.getOrDefault("budgets", AttributeValue.fromL(List.of()));
            long micros = charge == null ? 0 : Long.parseLong(charge.n());
            budgets.l().forEach(item -> spent.merge(item.s(), micros, Long::sum));
        }
        Map<String, String> texts = new TreeMap<>();
        spent.forEach((item, micros) -> texts.put(item, micros + " of which reserved 0"));
        return texts;
    }

    Map<String, AttributeValue> counters(String item) {
        return tables.getItem(request -> request.tableName("tollgate-counters")
                        .key(Map.of("pk", AttributeValue.fromS(item)))
                        .consistentRead(true))
                .item();
    }
}
