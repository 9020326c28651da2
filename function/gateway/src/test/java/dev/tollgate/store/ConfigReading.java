package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.ChangeTimes;
import dev.tollgate.route.RoutingTable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A plan is applied, and then the key and the plan are read as for a request: by a gateway that has read nothing before. */
final class ConfigReading implements StoreOperation {
    private final LocalTables tables;
    private final String name = "p" + UUID.randomUUID();
    private final RoutingTable routes = new RoutingTable(
            Map.of(),
            Map.of(name, new Provider(name, "openai", URI.create("https://p.example/v1"), null, null)),
            GatewayPolicy.NONE,
            new ChangeTimes(Map.of(), Map.of(name, CountersFixture.START)));
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final ApiKey key =
            ApiKey.builder("ada", KeyHash.of(UUID.randomUUID().toString())).build();

    ConfigReading(LocalTables tables) {
        this.tables = tables;
    }

    @Override
    public void run(DynamoDbClient client, StepOutcomes tries) {
        ConfigTable table = new ConfigTable(client, tables.config());
        boolean applied = tries.run(() -> apply(table));
        DynamoKeys keys = new DynamoKeys(table, tables.config(), clock);
        Optional<Optional<ApiKey>> found = tries.get(() -> keys.find(key.keyHash()));
        DynamoRoutingTables port = new DynamoRoutingTables(new DynamoPlan(table, tables.config(), clock), table);
        Optional<RoutingTable> read = tries.get(port::current);
        tries.run(port::verify);
        if (applied) {
            found.ifPresent(answer -> assertThat(answer).contains(key));
            read.ifPresent(answer -> assertThat(answer).isEqualTo(routes));
        }
    }

    private void apply(ConfigTable table) {
        new DynamoManifestWriter(table, clock)
                .apply(routes, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(key), "test");
    }

    @Override
    public void check(StepOutcomes tries) {
        ConfigTable table = new ConfigTable(tables.client(), tables.config());
        apply(table);
        assertThat(new DynamoPlan(table, tables.config(), clock).routes()).isEqualTo(routes);
        assertThat(table.configItems(true))
                .hasSize(1)
                .allMatch(item -> item.get("version").n().equals("1"));
        assertThat(new DynamoKeys(table, tables.config(), clock).find(key.keyHash()))
                .contains(key);
    }
}
