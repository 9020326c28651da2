package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.RoutingTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoKeysTest {
    private static final KeyHash KEY_HASH = KeyHash.of("sk-known");
    private static final ApiKey KEY = ApiKey.builder("team-a", KEY_HASH)
            .limits(new RateLimits(10L, null, null))
            .tags(Map.of("team", "a"))
            .build();

    private final SteppingClock clock = new SteppingClock();

    @Test
    void findsAKeyByItsHashAndNoOther() {
        LocalTables tables = LocalTables.create();
        ConfigTable table = new ConfigTable(tables.client(), tables.config());
        DynamoKeys keys = new DynamoKeys(table, tables.config(), clock);
        apply(table, KEY);

        assertThat(keys.find(KEY_HASH)).contains(KEY);
        assertThat(keys.find(KeyHash.of("sk-other"))).isEmpty();
    }

    @Test
    void anUnknownKeyIsRememberedAndFoundOnceItExists() {
        LocalTables tables = LocalTables.create();
        ConfigTable table = new ConfigTable(tables.client(), tables.config());
        DynamoKeys keys = new DynamoKeys(table, tables.config(), clock);

        assertThat(keys.find(KEY_HASH)).isEmpty();
        apply(table, KEY);
        assertThat(keys.find(KEY_HASH)).isEmpty();
        clock.pass(Duration.ofMinutes(5));
        assertThat(keys.find(KEY_HASH)).contains(KEY);
    }

    @Test
    void aKeyThatIsAppliedAgainKeepsItsVersion() {
        LocalTables tables = LocalTables.create();
        ConfigTable table = new ConfigTable(tables.client(), tables.config());

        assertThat(apply(table, KEY).written()).isOne();
        assertThat(apply(table, KEY).written()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> apply(table, KEY, KEY));
    }

    @Test
    void aKeyWithANewSecretIsAsOldAsBefore() {
        LocalTables tables = LocalTables.create();
        ConfigTable table = new ConfigTable(tables.client(), tables.config());
        KeyHash changed = KeyHash.of("sk-changed");
        DocumentOrigin origin = new DocumentOrigin(clock.instant(), "test");
        apply(table, KEY);
        clock.pass(Duration.ofHours(1));

        apply(table, KEY.toBuilder().keyHash(changed).build());
        apply(table, ApiKey.builder("team-b", KeyHash.of("sk-b")).build());

        assertThat(origin(table, changed)).isEqualTo(origin);
        assertThat(origin(table, KeyHash.of("sk-b"))).isEqualTo(new DocumentOrigin(clock.instant(), "test"));
    }

    @Test
    void aFloodOfRandomKeysDoesNotPushOutKnownOnes() {
        try (DynamoDbLocal dynamo = DynamoDbLocal.inMemory();
                DynamoDbClient creator = dynamo.client();
                DynamoDbClient client = AwsClients.dynamoDb(
                        Optional.of(dynamo.endpoint()), Map.of(), new TrustedAuthorities(Optional.empty()))) {
            TableFile.read().createIn(creator);
            GatewayConfig config = GatewayConfigs.with(Map.of("tollgate.fresh.max-keys", "2"));
            ConfigTable table = new ConfigTable(client, config);
            DynamoKeys keys = new DynamoKeys(table, config, clock);
            apply(table, KEY);
            assertThat(keys.find(KEY_HASH)).contains(KEY);

            for (int i = 0; i < 10; i++) {
                assertThat(keys.find(KeyHash.of("random" + i))).isEmpty();
            }
            dynamo.process().destroyForcibly();
            dynamo.process().onExit().join();

            assertThat(keys.find(KEY_HASH)).contains(KEY);
            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> keys.find(KeyHash.of("random0")))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.STORE_UNAVAILABLE));
        }
    }

    private DynamoManifestWriter.Applied apply(ConfigTable table, ApiKey... keys) {
        return new DynamoManifestWriter(table, clock)
                .apply(RoutingTable.EMPTY, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(keys), "test");
    }

    private static @Nullable DocumentOrigin origin(ConfigTable table, KeyHash keyHash) {
        return table.find(ConfigTable.partitionOf(keyHash), ConfigTable.KEY, true)
                .orElseThrow()
                .origin();
    }
}
