package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.dynamodb.ForgetfulProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** A pool of connections to DynamoDB that died while the process was frozen. */
class StaleConnectionsTest {
    private static final GetItemRequest SOME_ITEM = GetItemRequest.builder()
            .tableName(LocalTables.create().config().tables().counters())
            .key(Map.of("pk", AttributeValue.fromS("some item")))
            .build();

    /** As many as a call has attempts: each attempt could meet a dead one. */
    private static final int CONNECTIONS = 3;

    private static final Duration ATTEMPT = ClientTimeouts.GATEWAY.attempt();

    private final ForgetfulProxy proxy = new ForgetfulProxy(LocalTables.endpoint());

    @AfterEach
    void close() {
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource
    void deadConnectionsCostOneAttempt(ForgetfulProxy.Loss loss) throws Exception {
        try (DynamoDbClient client = AwsClients.dynamoDb(proxy.url(), ClientTimeouts.GATEWAY)) {
            openConnections(client);
            proxy.lose(loss);

            long start = System.nanoTime();
            StoreCall.run(() -> client.getItem(SOME_ITEM));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ATTEMPT.plusMillis(800));
        }
    }

    @Test
    void afterAPauseDeadConnectionsCostNothing() throws Exception {
        Duration pause = Duration.ofMillis(1);
        try (DynamoDbClient client = AwsClients.dynamoDb(proxy.url(), ClientTimeouts.GATEWAY.withMaxIdle(pause))) {
            openConnections(client);
            proxy.lose(ForgetfulProxy.Loss.SWALLOWED);
            long lost = System.nanoTime();
            await().until(() -> System.nanoTime() - lost > pause.multipliedBy(2).toNanos());

            long start = System.nanoTime();
            StoreCall.run(() -> client.getItem(SOME_ITEM));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ATTEMPT);
        }
    }

    /** At the same time, until there are enough. */
    private void openConnections(DynamoDbClient client) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (proxy.opened() < CONNECTIONS) {
                CyclicBarrier barrier = new CyclicBarrier(CONNECTIONS);
                List<Future<GetItemResponse>> calls = IntStream.range(0, CONNECTIONS)
                        .mapToObj(_ -> threads.submit(() -> {
                            barrier.await();
                            return client.getItem(SOME_ITEM);
                        }))
                        .toList();
                for (Future<GetItemResponse> call : calls) {
                    call.get();
                }
            }
        }
    }
}
