package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tollgate.bill.CallerPrices;
import dev.tollgate.bill.MarkupTable;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingTable;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoRoutingTablesTest {
    private static final Provider OPENAI =
            new Provider("openai", "openai", URI.create("https://api.openai.com/v1"), "ssm:/tollgate/openai", "eu");
    private static final Alias FAST =
            Alias.of("fast", List.of(Alias.TargetSpec.of(ModelName.of("openai/gpt-4o-mini"))));
    private static final Price PRICE = Price.of(new BigDecimal("0.1"), new BigDecimal("0.2"));
    private static final RoutingTable ROUTES = new RoutingTable(Map.of("fast", FAST), Map.of("openai", OPENAI));

    private final LocalTables tables = LocalTables.create();
    private final SteppingClock clock = new SteppingClock();
    private final ConfigTable table = new ConfigTable(tables.client(), tables.config());
    private final DynamoManifestWriter setup = new DynamoManifestWriter(table, clock);
    private final DynamoPlan plan = new DynamoPlan(table, tables.config(), clock);

    @Test
    void nothingConfiguredIsAnEmptyTable() {
        assertThat(new DynamoRoutingTables(plan, table).current()).isEqualTo(RoutingTable.EMPTY);
        assertThat(new DynamoCustomPrices(plan).current()).isEmpty();
    }

    @Test
    void aPlanThatWasAppliedIsInForce() {
        setup.apply(
                ROUTES,
                new PricingConfig(Map.of("openai", Map.of("gpt-4o-mini", PRICE)), TariffTable.NONE),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "test");

        RoutingTable current = new DynamoRoutingTables(plan, table).current();
        assertThat(withoutTimes(current)).isEqualTo(ROUTES);
        assertThat(current.changed().aliases()).containsOnlyKeys("fast");
        assertThat(current.changed().providers()).containsOnlyKeys("openai");
        assertThat(new DynamoCustomPrices(plan).current()).isEqualTo(Map.of("openai/gpt-4o-mini", PRICE));
    }

    @Test
    void whatHoldsForEveryRequestComesAndGoesWithThePlan() {
        GatewayPolicy terms = new GatewayPolicy(new RoutingRequirements(null, false, false, null, true));
        RoutingTable strict = new RoutingTable(ROUTES.aliases(), ROUTES.providers(), terms);
        MarkupTable markups =
                new MarkupTable(Map.of("a", new BigDecimal("7.50")), null, Map.of("search", new BigDecimal("-5")));
        CallerPrices prices = new CallerPrices(
                Map.of("a", Map.of("fast", PRICE)), Map.of("fast", PRICE), Map.of("search", Map.of("fast", PRICE)));
        PricingConfig charged = new PricingConfig(Map.of(), new TariffTable(markups, prices));
        setup.apply(strict, charged, List.of(), List.of(), List.of(), List.of(), "test");
        assertThat(withoutTimes(plan.routes())).isEqualTo(strict);
        assertThat(new DynamoCustomPrices(plan).tariffs()).isEqualTo(charged.charges());

        assertThat(setup.apply(strict, charged, List.of(), List.of(), List.of(), List.of(), "test"))
                .isEqualTo(new DynamoManifestWriter.Applied(0, 0));
        assertThat(setup.apply(ROUTES, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(), "test"))
                .isEqualTo(new DynamoManifestWriter.Applied(0, 1));
    }

    @Test
    void aChangeShowsWhenTheOldPlanIsTooOld() {
        assertThat(withoutTimes(plan.routes())).isEqualTo(RoutingTable.EMPTY);
        setup.apply(ROUTES, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(), "test");
        assertThat(withoutTimes(plan.routes())).isEqualTo(RoutingTable.EMPTY);

        clock.pass(Duration.ofMinutes(5));
        assertThat(withoutTimes(plan.routes())).isEqualTo(ROUTES);
    }

    @Test
    void aPlanOfManyPagesIsReadToItsEnd() {
        // Together more than 1 MB, the most that one page of a Query holds.
        String padding = "x".repeat(300_000);
        Map<String, Provider> providers = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            providers.put("p" + i, new Provider("p" + i, "openai", null, padding, null));
        }
        RoutingTable large = new RoutingTable(Map.of(), providers);

        setup.apply(large, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(), "test");

        assertThat(withoutTimes(plan.routes())).isEqualTo(large);
    }

    @Test
    void anUnreadableDocumentIsLeftOutAndTheOthersWork() {
        setup.apply(ROUTES, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(), "test");
        put(new StoredDocument("CONFIG", "alias#broken", "{", 1, clock.instant(), "somebody"));
        put(new StoredDocument("CONFIG", "alias#empty", "{\"name\":\"empty\"}", 1, clock.instant(), "somebody"));
        tables.client()
                .putItem(request -> request.tableName(tables.config().tables().config())
                        .item(StoredDocument.key("CONFIG", "provider#bare")));

        assertThat(withoutTimes(plan.routes())).isEqualTo(ROUTES);
    }

    @Test
    void onlyWhatChangedGetsANewVersion() {
        assertThat(setup.apply(ROUTES, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(), "ann"))
                .isEqualTo(new DynamoManifestWriter.Applied(2, 0));
        assertThat(setup.apply(ROUTES, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(), "bob"))
                .isEqualTo(new DynamoManifestWriter.Applied(0, 0));
        clock.pass(Duration.ofHours(1));
        assertThat(setup.apply(
                        ROUTES,
                        new PricingConfig(Map.of("openai", Map.of("gpt-4o-mini", PRICE)), TariffTable.NONE),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        "bob"))
                .isEqualTo(new DynamoManifestWriter.Applied(1, 0));

        assertThat(table.find("CONFIG", "provider#openai", true))
                .contains(new StoredDocument(
                        "CONFIG",
                        "provider#openai",
                        DocumentCodec.write(OPENAI, Map.of("gpt-4o-mini", PRICE)),
                        2,
                        clock.instant(),
                        "bob",
                        new DocumentOrigin(clock.instant().minus(Duration.ofHours(1)), "ann")));
        assertThat(table.find("CONFIG", "alias#fast", true).orElseThrow().updatedBy())
                .isEqualTo("ann");
    }

    @Test
    void whatIsNoLongerPlannedIsDeleted() {
        ContentPolicy policy =
                new ContentPolicy("secrets", Map.of("secret", PolicyAction.DENY), Map.of(), Set.of(), Map.of());
        setup.apply(ROUTES, PricingConfig.NONE, List.of(), List.of(policy), List.of(), List.of(), "test");
        assertThat(new DynamoContentPolicies(new DynamoPlan(table, tables.config(), clock)).current())
                .containsExactly(Map.entry("secrets", policy));

        RoutingTable without = new RoutingTable(Map.of(), Map.of("openai", OPENAI));
        assertThat(setup.apply(without, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(), "test"))
                .isEqualTo(new DynamoManifestWriter.Applied(0, 2));

        assertThat(withoutTimes(plan.routes())).isEqualTo(without);
        assertThat(table.find("CONFIG", "policy#secrets", true)).isEmpty();
    }

    @Test
    void pricesForAnUnknownProviderAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup.apply(
                        ROUTES,
                        new PricingConfig(Map.of("opnai", Map.of("m", PRICE)), TariffTable.NONE),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        "test"))
                .withMessageContaining("opnai");
        assertThat(withoutTimes(plan.routes())).isEqualTo(RoutingTable.EMPTY);
    }

    private void put(StoredDocument document) {
        Map<String, AttributeValue> item = document.item();
        tables.client()
                .putItem(request ->
                        request.tableName(tables.config().tables().config()).item(item));
    }

    @Test
    void theStoreItselfIsCalledToSeeWhetherItAnswers() {
        assertThatCode(new DynamoRoutingTables(plan, table)::verify).doesNotThrowAnyException();
    }

    /** As it was before it was stored. */
    private static RoutingTable withoutTimes(RoutingTable stored) {
        return new RoutingTable(stored.aliases(), stored.providers(), stored.policy());
    }
}
