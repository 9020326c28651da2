package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.bill.BillableUsage;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.RoutingTable;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A price list in the config table: which gateways use it, and which prices go before it. */
class DynamoPriceListTest {
    private static final BillableUsage USED = BillableUsage.of(Usage.of(1_000, 1_000), Instant.EPOCH);

    private final LocalTables tables = LocalTables.create();
    private final SteppingClock clock = new SteppingClock();
    private final ConfigTable table = new ConfigTable(tables.client(), tables.config());
    private final DynamoPriceList lists =
            new DynamoPriceList(table, new AuditedTable(tables.client(), tables.config()), clock);
    private final PriceTable prices =
            PriceTables.of(new DynamoCustomPrices(new DynamoPlan(table, tables.config(), clock)));

    @Test
    void aNewerListIsInForceWithTheNextLookAtTheTable() {
        long packaged = micros("openai", "gpt-5");
        lists.apply(
                list("2999-01-01", "\"openai/gpt-5\": {\"input\": 7, \"output\": 9}"),
                null,
                _ -> AuditRecords.by("test"));
        assertThat(micros("openai", "gpt-5")).isEqualTo(packaged);

        clock.pass(Duration.ofHours(1));

        assertThat(prices.cost("openai", "gpt-5", USED, Markup.NONE)).isEqualTo(new Cost.Priced(16_000, "2999-01-01"));
        assertThat(prices.cost("openai", "gpt-4.1", USED, Markup.NONE)).isEqualTo(new Cost.Unpriced());
        assertThat(lists.current().orElseThrow().by()).isEqualTo("test");
    }

    @Test
    void anOlderListIsOutdatedByAnUpgrade() {
        long packaged = micros("openai", "gpt-5");
        lists.apply(
                list("2020-01-01", "\"openai/gpt-5\": {\"input\": 7, \"output\": 9}"),
                null,
                _ -> AuditRecords.by("test"));
        clock.pass(Duration.ofHours(1));
        assertThat(micros("openai", "gpt-5")).isEqualTo(packaged);
    }

    @Test
    void ownPricesGoBeforeEveryList() {
        Provider openai = new Provider("openai", "openai", URI.create("https://api.openai.com/v1"), null, null);
        Price own = Price.of(BigDecimal.ONE, BigDecimal.TWO);
        new DynamoManifestWriter(table, clock)
                .apply(
                        new RoutingTable(Map.of(), Map.of("openai", openai)),
                        new PricingConfig(Map.of("openai", Map.of("gpt-5", own)), TariffTable.NONE),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        "test");
        lists.apply(
                list("2999-01-01", "\"openai/gpt-5\": {\"input\": 7, \"output\": 9}"),
                null,
                _ -> AuditRecords.by("test"));

        assertThat(prices.cost("openai", "gpt-5", USED, Markup.NONE)).isEqualTo(new Cost.Priced(3_000, "own"));
    }

    /** A plan is applied by someone else, and at another time. */
    @Test
    void aListStaysWhenAPlanIsApplied() {
        lists.apply(list("2999-01-01", "\"a/m\": {\"input\": 7, \"output\": 9}"), null, _ -> AuditRecords.by("test"));
        new DynamoManifestWriter(table, clock)
                .apply(RoutingTable.EMPTY, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of(), "test");
        assertThat(micros("a", "m")).isEqualTo(16_000);
    }

    @Test
    void withoutAListThePackagedOneIsInForceAgain() {
        long packaged = micros("openai", "gpt-5");
        lists.apply(
                list("2999-01-01", "\"openai/gpt-5\": {\"input\": 7, \"output\": 9}"),
                null,
                _ -> AuditRecords.by("test"));
        lists.apply(
                list("2999-02-01", "\"openai/gpt-5\": {\"input\": 8, \"output\": 9}"),
                null,
                _ -> AuditRecords.by("test"));
        assertThat(lists.remove(null, AuditRecords.by("test"))).isTrue();
        assertThat(lists.remove(null, AuditRecords.by("test"))).isFalse();
        clock.pass(Duration.ofHours(1));
        assertThat(micros("openai", "gpt-5")).isEqualTo(packaged);
        assertThat(lists.current()).isEmpty();
    }

    @Test
    void ofTwoWhoHaveSeenTheSameListOneReplacesIt() {
        String list = list("2999-01-01", "\"a/m\": {\"input\": 7, \"output\": 9}");
        lists.apply(list, 0L, _ -> AuditRecords.by("ann"));
        assertThatThrownBy(() -> lists.apply(list, 0L, _ -> AuditRecords.by("bob")))
                .isInstanceOf(DocumentChangedException.class);
        assertThatThrownBy(() -> lists.remove(2L, AuditRecords.by("bob"))).isInstanceOf(DocumentChangedException.class);
        assertThat(lists.current())
                .get()
                .extracting(DynamoPriceList.Applied::by, DynamoPriceList.Applied::number)
                .containsExactly("ann", 1L);
    }

    @Test
    void theDocumentSaysWhoAppliedTheFirstList() {
        DocumentOrigin origin = new DocumentOrigin(clock.instant(), "ann");
        lists.apply(list("2999-01-01", "\"a/m\": {\"input\": 7, \"output\": 9}"), null, _ -> AuditRecords.by("ann"));
        clock.pass(Duration.ofHours(1));
        lists.apply(list("2999-02-01", "\"a/m\": {\"input\": 8, \"output\": 9}"), null, _ -> AuditRecords.by("bob"));

        assertThat(table.find(ConfigTable.CONFIG, ConfigTable.PRICES, true))
                .get()
                .extracting(StoredDocument::version, StoredDocument::updatedBy, StoredDocument::origin)
                .containsExactly(2L, "bob", origin);
    }

    @Test
    void aListThatCannotBeReadIsLeftOut() {
        table.put(new StoredDocument(ConfigTable.CONFIG, ConfigTable.PRICES, "H4sI", 1, clock.instant(), "test"));
        assertThat(micros("openai", "gpt-5")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"version\": \"2999-01-01\", \"prices\": {}}",
                "{\"version\": \"newest\", \"prices\": {\"a/m\": {\"input\": 1}}}",
                "{\"prices\": {\"a/m\": {\"input\": 1}}}",
                "{\"version\": \"2999-01-01\", \"prices\": {\"m\": {\"input\": 1}}}",
                "{\"version\": \"2999-01-01\", \"prices\": {\"a/m\": {\"output\": 1}}}",
                "{\"version\": \"2999-01-01\", \"prices\": {\"a/m\": {\"input\": -1}}}"
            })
    void whatIsNoListIsNotWritten(String text) {
        assertThatThrownBy(() -> lists.apply(text, null, _ -> AuditRecords.by("test")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(lists.current()).isEmpty();
    }

    private long micros(String provider, String model) {
        return ((Cost.Priced) prices.cost(provider, model, USED, Markup.NONE)).micros();
    }

    private static String list(String version, String prices) {
        return "{\"version\": \"" + version + "\", \"source\": \"a test\", \"prices\": {" + prices + "}}";
    }
}
