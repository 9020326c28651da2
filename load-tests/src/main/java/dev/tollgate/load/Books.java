package dev.tollgate.load;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Everything the tables know of one key, read without the gateway's code: who checks books does not ask the bookkeeper.
 *
 * @param records its usage records
 * @param counters its item of the counters table
 */
record Books(List<Map<String, AttributeValue>> records, Map<String, AttributeValue> counters) {
    /** Slots of the counters' window, named r0…r12 and t0…t12. */
    static final int SLOTS = 13;

    /** Scans, so that a record in another month or under another key is found, too. */
    static Books of(DynamoDbClient client, String keyId) {
        List<Map<String, AttributeValue>> records =
                client.scanPaginator(scan -> scan.tableName("tollgate-usage").consistentRead(true)).items().stream()
                        .toList();
        Map<String, AttributeValue> counters = client.getItem(get -> get.tableName("tollgate-counters")
                        .key(Map.of("pk", AttributeValue.fromS("KEY#" + keyId)))
                        .consistentRead(true))
                .item();
        return new Books(records, counters);
    }

    long count(String column, String value) {
        return count(record ->
                record.containsKey(column) && value.equals(record.get(column).s()));
    }

    long streamed() {
        return count(record -> Boolean.TRUE.equals(record.get("streamed").bool()));
    }

    long requestIds() {
        return records.stream()
                .map(record -> record.get("request_id").s())
                .distinct()
                .count();
    }

    long sum(String column) {
        return records.stream()
                .filter(record -> record.containsKey(column))
                .mapToLong(record -> Long.parseLong(record.get(column).n()))
                .sum();
    }

    /** 0 where the key was never used. */
    long counter(String name) {
        return counters.containsKey(name) ? Long.parseLong(counters.get(name).n()) : 0;
    }

    /** Slots whose tokens are not those of its requests: a settlement that was lost, or happened twice. */
    long wrongSlots(int tokensPerRequest) {
        long wrong = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            wrong += counter("t" + slot) == tokensPerRequest * counter("r" + slot) ? 0 : 1;
        }
        return wrong;
    }

    private long count(Predicate<Map<String, AttributeValue>> wanted) {
        return records.stream().filter(wanted).count();
    }
}
