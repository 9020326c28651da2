package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import dev.tollgate.health.HealthSnapshot;
import dev.tollgate.route.RoutingTable;
import dev.tollgate.store.wire.TableClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** That the ports have their implementations, and that all of these use our client and not the extension's. */
@QuarkusTest
@TestProfile(StoreWiringTest.Local.class)
class StoreWiringTest {
    // By their classes: behind the ports stand the fakes in this module's tests.
    @Inject
    DynamoManifestWriter setup;

    @Inject
    DynamoKeys keys;

    @Inject
    DynamoRoutingTables routes;

    @Inject
    DynamoCustomPrices prices;

    @Inject
    DynamoUsageLedger ledger;

    @Inject
    DynamoHealthStore health;

    @Inject
    AwsSecrets secrets;

    @Inject
    DynamoDbClient client;

    @Test
    void theStoresBeansAreWiredToOneClient() {
        assertThat(client).isInstanceOf(TableClient.class);
        ApiKey key = ApiKey.builder("team-a", KeyHash.of("sk-a")).build();
        setup.apply(RoutingTable.EMPTY, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(key), "test");

        assertThat(keys.find(key.keyHash())).contains(key);
        assertThat(routes.current()).isEqualTo(RoutingTable.EMPTY);
        assertThat(prices.current()).isEmpty();
        assertThat(health.read(0)).isEqualTo(HealthSnapshot.EMPTY);
        assertThat(ledger).isNotNull();
        assertThat(secrets).isNotNull();
    }

    /** A DynamoDB Local of its own, which ends with this JVM. */
    public static final class Local implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            DynamoDbLocal dynamo = DynamoDbLocal.inMemory();
            try (DynamoDbClient creator = dynamo.client()) {
                TableFile.read().createIn(creator);
            }
            return Map.of(
                    "tollgate.dynamodb.endpoint", dynamo.endpoint().toString(), "quarkus.devservices.enabled", "false");
        }
    }
}
