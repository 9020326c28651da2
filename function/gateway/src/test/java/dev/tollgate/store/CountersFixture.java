package dev.tollgate.store;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The counters table on DynamoDB Local, with a client that counts what it sends. */
final class CountersFixture implements AutoCloseable {
    /** In the future, because DynamoDB Local deletes what has expired by its own clock; 2 s into a slot. */
    static final Instant START = Instant.parse("2040-01-01T12:00:02Z");

    private final LocalTables tables = LocalTables.create();
    private final String table = tables.config().tables().counters();
    private final Wire wire = new Wire();
    private final DynamoDbClient client;

    CountersFixture() {
        URI local =
                tables.client().serviceClientConfiguration().endpointOverride().orElseThrow();
        client = DynamoDbClient.builder()
                .endpointOverride(local)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(wire))
                .build();
    }

    /** One more environment: it shares the table with the others, and nothing else. */
    DynamoRateLimiter environment(Clock clock) {
        return new DynamoRateLimiter(table(), clock);
    }

    CounterTable table() {
        return new CounterTable(client, table);
    }

    /** An environment whose calls all fail. */
    DynamoRateLimiter environmentWithoutTable(Clock clock) {
        return new DynamoRateLimiter(new CounterTable(client, "missing"), clock);
    }

    /** One more gateway's view of the board of health, which is in the same table. */
    DynamoHealthStore board(Clock clock) {
        return new DynamoHealthStore(client, table, clock);
    }

    DynamoHealthStore boardWithoutTable(Clock clock) {
        return new DynamoHealthStore(client, "missing", clock);
    }

    void clearHealth(long window) {
        List.of(HealthItem.breakersKey(), HealthItem.windowKey(window), HealthItem.windowKey(window - 1))
                .forEach(key ->
                        client.deleteItem(request -> request.tableName(table).key(key)));
    }

    Map<String, AttributeValue> item(String keyId) {
        return client.getItem(request -> request.tableName(table).key(CounterItem.key(keyId)))
                .item();
    }

    void delete(String keyId) {
        client.deleteItem(request -> request.tableName(table).key(CounterItem.key(keyId)));
    }

    /** The number of calls to DynamoDB since the previous use of this method. */
    int calls() {
        return wire.sent.getAndSet(0);
    }

    /** The next call will be done, but its answer will not arrive, so that the SDK repeats it. */
    void loseNextAnswer() {
        wire.toLose.set(1);
    }

    @Override
    public void close() {
        client.close();
    }

    private static final class Wire implements ExecutionInterceptor {
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger toLose = new AtomicInteger();

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            sent.incrementAndGet();
        }

        @Override
        public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            boolean lost = toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            return lost ? context.httpResponse().toBuilder().statusCode(500).build() : context.httpResponse();
        }
    }
}
