package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.FreePorts;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB Local that somebody else has started, such as the one of {@code compose.yaml}. */
class LocalStoreTest {

    @Test
    void anExistingDynamoDbLocalGetsTheTablesAndGoesOnAfterwards() {
        try (DynamoDbLocal existing = DynamoDbLocal.inMemory();
                DynamoDbClient client = existing.client()) {
            ServerSettings settings = ServerSettings.of(
                    Map.of("TOLLGATE_DYNAMODB_ENDPOINT", existing.endpoint().toString()));
            try (LocalStore store = LocalStore.start(settings)) {
                assertThat(store.endpoint()).isEqualTo(existing.endpoint());
            }
            assertThat(client.listTables().tableNames())
                    .containsExactlyInAnyOrder(
                            "tollgate-config", "tollgate-counters", "tollgate-usage", "tollgate-cache");
        }
    }

    @Test
    void oneThatNeverRespondsIsNamed() {
        URI nobody = URI.create("http://127.0.0.1:" + FreePorts.free());
        assertThatThrownBy(() -> LocalStore.at(nobody, Duration.ZERO))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("TOLLGATE_DYNAMODB_ENDPOINT: " + nobody + " does not respond");
    }
}
