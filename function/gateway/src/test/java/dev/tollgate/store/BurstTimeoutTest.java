package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** How long a busy store may take for the keys of a file. */
class BurstTimeoutTest {
    private final AcceptingStore store = new AcceptingStore();
    private final ConfigTable table =
            new ConfigTable(store, LocalTables.create().config());

    @Test
    void aGroupOfKeysMayTakeLongerThanOtherWrites() {
        table.putKeys(keys(2));

        assertThat(store.timeout()).contains(Duration.ofSeconds(20));
    }

    @Test
    void oneKeyHasTheTimeoutOfTheClient() {
        table.putKeys(keys(1));

        assertThat(store.timeout()).isEmpty();
    }

    private static List<KeyVersion> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new KeyVersion(
                        "key-" + number,
                        new StoredDocument("KEY#" + number, "key", "{}", 1, Instant.EPOCH, "test"),
                        VersionCondition.isNew(),
                        true,
                        null))
                .toList();
    }

    /** Takes each transaction. */
    private static final class AcceptingStore implements DynamoDbClient {
        private final List<TransactWriteItemsRequest> requests = new ArrayList<>();

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            requests.add(request);
            return TransactWriteItemsResponse.builder().build();
        }

        Optional<Duration> timeout() {
            assertThat(requests).hasSize(1);
            return requests.getFirst().overrideConfiguration().flatMap(RequestOverrideConfiguration::apiCallTimeout);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            requests.clear();
        }
    }
}
