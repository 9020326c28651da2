package dev.tollgate.lambda;

import dev.tollgate.auth.KeyHash;
import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Four tables of its own in a DynamoDB Local that all tests of this JVM share, with one key and one provider. */
final class FunctionTables implements AutoCloseable {
    static final String KEY = "sk-function-it";

    private static final DynamoDbLocal DYNAMO = DynamoDbLocal.inMemory();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DynamoDbClient client = DYNAMO.client();
    private final String prefix = "function" + COUNT.incrementAndGet();

    FunctionTables(URI provider) {
        TableFile.read().createIn(client, prefix);
        String hash = KeyHash.of(KEY).hex();
        put("CONFIG", "provider#held", "{\"name\":\"held\",\"kind\":\"openai\",\"base_url\":\"" + provider + "\"}");
        put("KEY#" + hash, "key", "{\"id\":\"it\",\"fingerprint\":\"" + hash + "\"}");
    }

    /** Where a function finds them. */
    Map<String, String> settings() {
        return Map.of(
                "TOLLGATE_DYNAMODB_ENDPOINT", DYNAMO.endpoint().toString(),
                "TOLLGATE_TABLES_CONFIG", prefix + "-config",
                "TOLLGATE_TABLES_COUNTERS", prefix + "-counters",
                "TOLLGATE_TABLES_USAGE", prefix + "-usage",
                "TOLLGATE_TABLES_CACHE", prefix + "-cache");
    }

    /** Returns the status and the number of tokens of each usage record. */
    List<String> usage() {
        return records()
                .map(row ->
                        row.get("status").s() + " " + row.get("total_tokens").n())
                .toList();
    }

    /** Adds a call to the journal, as an environment leaves it if it dies during a request. */
    void putInFlight(String requestId, Instant deadline) {
        putUsage(Map.of(
                "pk", AttributeValue.fromS("INFLIGHT#7"),
                "sk", AttributeValue.fromS(requestId),
                "number", AttributeValue.fromN("1"),
                "key_id", AttributeValue.fromS("it"),
                "request_id", AttributeValue.fromS(requestId),
                "accepted_at", AttributeValue.fromS("2026-11-24T00:00:00.000Z"),
                "deadline", time(deadline)));
    }

    /** Adds a pending record, as an environment of a version without a journal leaves it. */
    void putPending(String requestId, Instant deadline) {
        putUsage(Map.of(
                "pk", AttributeValue.fromS("KEY#it#2026-11"),
                "sk", AttributeValue.fromS("2026-11-24T00:00:00.000Z#" + requestId),
                "request_id", AttributeValue.fromS(requestId),
                "status", AttributeValue.fromS("pending"),
                "pending", AttributeValue.fromS("7"),
                "deadline", time(deadline)));
    }

    private void putUsage(Map<String, AttributeValue> item) {
        client.putItem(request -> request.tableName(prefix + "-usage").item(item));
    }

    private static AttributeValue time(Instant deadline) {
        return AttributeValue.fromS(deadline.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** Returns the request id and the status of each usage record. */
    List<String> statuses() {
        return records()
                .map(row -> row.get("request_id").s() + " " + row.get("status").s())
                .toList();
    }

    private Stream<Map<String, AttributeValue>> records() {
        return client.scan(request -> request.tableName(prefix + "-usage")).items().stream()
                .filter(item -> item.get("pk").s().startsWith("KEY#"));
    }

    @Override
    public void close() {
        client.close();
    }

    private void put(String pk, String sk, String document) {
        client.putItem(request -> request.tableName(prefix + "-config")
                .item(Map.of(
                        "pk", AttributeValue.fromS(pk),
                        "sk", AttributeValue.fromS(sk),
                        "document", AttributeValue.fromS(document),
                        "version", AttributeValue.fromN("1"),
                        "updated_at", AttributeValue.fromS("2026-11-24T00:00:00Z"),
                        "updated_by", AttributeValue.fromS("a test"))));
    }
}
