package dev.tollgate.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The usage records and counters of one key. They are read without the gateway's code, so that the check is independent.
 *
 * @param records the usage records of the key
 * @param inFlight how many requests in the journal have no record
 * @param counters the item of the key in the counters table
 */
public record UsageTables(
        List<Map<String, AttributeValue>> records, long inFlight, Map<String, AttributeValue> counters) {
    /** The number of slots in the counters' window, which are named r0…r12 and t0…t12. */
    static final int SLOTS = 13;

    /** Returns a client for DynamoDB Local at this address. */
    public static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                // DynamoDB Local needs its time for a page after hundreds of thousands of records.
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(2)))
                .build();
    }

    /** Reads the tables with a scan, which also finds records in another month or of another key. */
    public static UsageTables of(DynamoDbClient client, String keyId) {
        List<Map<String, AttributeValue>> items =
                client.scanPaginator(scan -> scan.tableName("tollgate-usage").consistentRead(true)).items().stream()
                        .toList();
        // Skips roll-ups, which are in the same table.
        List<Map<String, AttributeValue>> records = items.stream()
                .filter(item -> required(item, "pk").s().startsWith("KEY#"))
                .toList();
        Set<String> recorded = records.stream()
                .map(record -> required(record, "request_id").s())
                .collect(Collectors.toSet());
        long inFlight = items.stream()
                .filter(item -> required(item, "pk").s().startsWith("INFLIGHT#"))
                .map(item -> item.get("request_id"))
                .filter(request -> request != null && !recorded.contains(request.s()))
                .count();
        Map<String, AttributeValue> counters = client.getItem(get -> get.tableName("tollgate-counters")
                        .key(Map.of("pk", AttributeValue.fromS("KEY#" + keyId)))
                        .consistentRead(true))
                .item();
        return new UsageTables(records, inFlight, counters);
    }

    /** Returns the value of a column that each item must have. */
    public static AttributeValue required(Map<String, AttributeValue> item, String column) {
        return Objects.requireNonNull(item.get(column), column);
    }

    /** Returns the number of records with this value. */
    public long count(String column, String value) {
        return count(record -> {
            AttributeValue found = record.get(column);
            return found != null && value.equals(found.s());
        });
    }

    long streamed() {
        return count(record -> Boolean.TRUE.equals(required(record, "streamed").bool()));
    }

    long requestIds() {
        return records.stream()
                .map(record -> required(record, "request_id").s())
                .distinct()
                .count();
    }

    /** Returns the sum of a column. Records without it add nothing. */
    public long sum(String column) {
        return records.stream()
                .map(record -> record.get(column))
                .filter(Objects::nonNull)
                .mapToLong(value -> Long.parseLong(value.n()))
                .sum();
    }

    /** Returns a counter, which is 0 if the key was never used. */
    public long counter(String name) {
        AttributeValue counter = counters.get(name);
        return counter == null ? 0 : Long.parseLong(counter.n());
    }

    /** Counts slots whose tokens do not match their requests, because a settlement was lost or happened twice. */
    long wrongSlots(int tokensPerRequest) {
        long wrong = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            wrong += counter("t" + slot) == tokensPerRequest * counter("r" + slot) ? 0 : 1;
        }
        return wrong;
    }

    private long count(Predicate<Map<String, AttributeValue>> condition) {
        return records.stream().filter(condition).count();
    }
}
