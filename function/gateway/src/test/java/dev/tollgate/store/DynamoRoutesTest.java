package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tollgate.bill.Charges;
import dev.tollgate.bill.Markups;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.Pricing;
import dev.tollgate.bill.Tariffs;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.Requirements;
import dev.tollgate.openai.Terms;
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
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoRoutesTest {
    private static final Provider OPENAI =
            new Provider("openai", "openai", URI.create("https://api.openai.com/v1"), "ssm:/tollgate/openai", "eu");
    private static final Alias FAST = Alias.of("fast", List.of(Alias.Goal.of(ModelName.of("openai/gpt-4o-mini"))));
    private static final Price PRICE = Price.of(new BigDecimal("0.1"), new BigDecimal("0.2"));
    private static final RoutingTable ROUTES = new RoutingTable(Map.of("fast", FAST), Map.of("openai", OPENAI));

    private final LocalTables tables = LocalTables.create();
    private final SteppingClock clock = new SteppingClock();
    private final ConfigTable table = new ConfigTable(tables.client(), tables.config());
    private final DynamoSetup setup = new DynamoSetup(table, clock);
    private final DynamoPlan plan = new DynamoPlan(table, tables.config(), clock);

    @Test
    void nothingConfiguredIsAnEmptyTable() {
        assertThat(new DynamoRoutes(plan, table).current()).isEqualTo(RoutingTable.EMPTY);
        assertThat(new DynamoPrices(plan).current()).isEmpty();
    }

    @Test
    void aPlanThatWasAppliedIsInForce() {
        setup.apply(
                ROUTES,
                new Pricing(Map.of("openai", Map.of("gpt-4o-mini", PRICE)), Tariffs.NONE),
                List.of(),
                List.of(),
                "test");

        assertThat(new DynamoRoutes(plan, table).current()).isEqualTo(ROUTES);
        assertThat(new DynamoPrices(plan).current()).isEqualTo(Map.of("openai/gpt-4o-mini", PRICE));
    }

    @Test
    void whatHoldsForEveryRequestComesAndGoesWithThePlan() {
        Terms terms = new Terms(new Requirements(null, false, false, null, true));
        RoutingTable strict = new RoutingTable(ROUTES.aliases(), ROUTES.providers(), terms);
        Markups markups =
                new Markups(Map.of("a", new BigDecimal("7.50")), null, Map.of("search", new BigDecimal("-5")));
        Charges prices = new Charges(
                Map.of("a", Map.of("fast", PRICE)), Map.of("fast", PRICE), Map.of("search", Map.of("fast", PRICE)));
        Pricing charged = new Pricing(Map.of(), new Tariffs(markups, prices));
        setup.apply(strict, charged, List.of(), List.of(), "test");
        assertThat(plan.routes()).isEqualTo(strict);
        assertThat(new DynamoPrices(plan).tariffs()).isEqualTo(charged.charges());

        assertThat(setup.apply(strict, charged, List.of(), List.of(), "test")).isEqualTo(new DynamoSetup.Applied(0, 0));
        assertThat(setup.apply(ROUTES, Pricing.NONE, List.of(), List.of(), "test"))
                .isEqualTo(new DynamoSetup.Applied(0, 1));
    }

    @Test
    void aChangeShowsWhenTheOldPlanIsTooOld() {
        assertThat(plan.routes()).isEqualTo(RoutingTable.EMPTY);
        setup.apply(ROUTES, Pricing.NONE, List.of(), List.of(), "test");
        assertThat(plan.routes()).isEqualTo(RoutingTable.EMPTY);

        clock.pass(Duration.ofMinutes(5));
        assertThat(plan.routes()).isEqualTo(ROUTES);
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

        setup.apply(large, Pricing.NONE, List.of(), List.of(), "test");

        assertThat(plan.routes()).isEqualTo(large);
    }

    @Test
    void anUnreadableDocumentIsLeftOutAndTheOthersWork() {
        setup.apply(ROUTES, Pricing.NONE, List.of(), List.of(), "test");
        put(new StoredDocument("CONFIG", "alias#broken", "{", 1, clock.instant(), "somebody"));
        put(new StoredDocument("CONFIG", "alias#empty", "{\"name\":\"empty\"}", 1, clock.instant(), "somebody"));
        tables.client()
                .putItem(request -> request.tableName(tables.config().tables().config())
                        .item(StoredDocument.key("CONFIG", "provider#bare")));

        assertThat(plan.routes()).isEqualTo(ROUTES);
    }

    @Test
    void onlyWhatChangedGetsANewVersion() {
        assertThat(setup.apply(ROUTES, Pricing.NONE, List.of(), List.of(), "ann"))
                .isEqualTo(new DynamoSetup.Applied(2, 0));
        assertThat(setup.apply(ROUTES, Pricing.NONE, List.of(), List.of(), "bob"))
                .isEqualTo(new DynamoSetup.Applied(0, 0));
        clock.pass(Duration.ofHours(1));
        assertThat(setup.apply(
                        ROUTES,
                        new Pricing(Map.of("openai", Map.of("gpt-4o-mini", PRICE)), Tariffs.NONE),
                        List.of(),
                        List.of(),
                        "bob"))
                .isEqualTo(new DynamoSetup.Applied(1, 0));

        assertThat(table.find("CONFIG", "provider#openai", true))
                .contains(new StoredDocument(
                        "CONFIG",
                        "provider#openai",
                        Documents.write(OPENAI, Map.of("gpt-4o-mini", PRICE)),
                        2,
                        clock.instant(),
                        "bob"));
        assertThat(table.find("CONFIG", "alias#fast", true).orElseThrow().updatedBy())
                .isEqualTo("ann");
    }

    @Test
    void whatIsNoLongerPlannedIsDeletedAndPoliciesStay() {
        setup.apply(ROUTES, Pricing.NONE, List.of(), List.of(), "test");
        put(new StoredDocument("CONFIG", "policy#eu-only", "{}", 1, clock.instant(), "somebody"));

        RoutingTable without = new RoutingTable(Map.of(), Map.of("openai", OPENAI));
        assertThat(setup.apply(without, Pricing.NONE, List.of(), List.of(), "test"))
                .isEqualTo(new DynamoSetup.Applied(0, 1));

        assertThat(plan.routes()).isEqualTo(without);
        assertThat(table.find("CONFIG", "policy#eu-only", true)).isPresent();
    }

    @Test
    void pricesForAnUnknownProviderAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup.apply(
                        ROUTES,
                        new Pricing(Map.of("opnai", Map.of("m", PRICE)), Tariffs.NONE),
                        List.of(),
                        List.of(),
                        "test"))
                .withMessageContaining("opnai");
        assertThat(plan.routes()).isEqualTo(RoutingTable.EMPTY);
    }

    private void put(StoredDocument document) {
        Map<String, AttributeValue> item = document.item();
        tables.client()
                .putItem(request ->
                        request.tableName(tables.config().tables().config()).item(item));
    }

    @Test
    void theStoreItselfIsAskedWhetherItAnswers() {
        assertThatCode(new DynamoRoutes(plan, table)::verify).doesNotThrowAnyException();
    }
}
