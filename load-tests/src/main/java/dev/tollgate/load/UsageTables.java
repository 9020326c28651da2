package dev.tollgate.load;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Everything the tables know of one key, read without the gateway's code: who checks books does not ask the bookkeeper.
 *
 * @param records its usage records
 * @param counters its item of the counters table
 */
public record UsageTables(List<Map<String, AttributeValue>> records, Map<String, AttributeValue> counters) {
    /** Slots of the counters' window, named r0…r12 and t0…t12. */
    static final int SLOTS = 13;

    /** DynamoDB Local at this address. */
    public static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Scans, so that a record in another month or under another key is found, too. */
    public static UsageTables of(DynamoDbClient client, String keyId) {
        List<Map<String, AttributeValue>> records =
                client.scanPaginator(scan -> scan.tableName("tollgate-usage").consistentRead(true)).items().stream()
                        // Without the roll-ups beside them.
                        .filter(item -> item.get("pk").s().startsWith("KEY#"))
                        .toList();
        Map<String, AttributeValue> counters = client.getItem(get -> get.tableName("tollgate-counters")
                        .key(Map.of("pk", AttributeValue.fromS("KEY#" + keyId)))
                        .consistentRead(true))
                .item();
        return new UsageTables(records, counters);
    }

    /** How many records have this value. */
    public long count(String column, String value) {
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

    /** The sum of a column; records without it add nothing. */
    public long sum(String column) {
        return records.stream()
                .filter(record -> record.containsKey(column))
                .mapToLong(record -> Long.parseLong(record.get(column).n()))
                .sum();
    }

    /** 0 where the key was never used. */
    public long counter(String name) {
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
