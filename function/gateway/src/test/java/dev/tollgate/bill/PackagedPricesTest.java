package dev.tollgate.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.Usage;
import dev.tollgate.provider.KnownProviders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks the packaged price list. */
final class PackagedPricesTest {
    /** Providers that must be configured: one needs the name of a resource, the others have no entry yet. */
    private static final Set<String> NOT_IN_THE_CATALOG = Set.of("avian", "azure", "doubleword", "voyageai");

    private static final ListPrices LIST = PackagedPrices.list();

    @Test
    void everyPriceIsOfAProviderOfTheCatalogOrListedHere() {
        Set<String> priced = LIST.prices().keySet().stream()
                .map(PackagedPricesTest::provider)
                .collect(Collectors.toSet());
        assertThat(priced).containsAll(NOT_IN_THE_CATALOG);
        priced.removeAll(NOT_IN_THE_CATALOG);
        assertThat(KnownProviders.all().keySet()).containsAll(priced).doesNotContainAnyElementsOf(NOT_IN_THE_CATALOG);
    }

    @Test
    void namesAreSortedAndPricesAreValid() {
        assertThat(List.copyOf(LIST.prices().keySet())).isSorted();
        assertThat(LIST.prices().values()).allSatisfy(listed -> {
            assertThat(listed.price().exactMicros(BillableUsage.of(Usage.of(1_000_000, 0), Instant.EPOCH)))
                    .hasValueSatisfying(micros -> assertThat(micros).isNotNegative());
            assertThat(listed.context() == null || listed.context() > 0).isTrue();
        });
    }

    @Test
    void atLeast250ModelsOf20ProvidersHaveAPriceAndAContextWindow() {
        Set<String> models = LIST.prices().entrySet().stream()
                .filter(entry -> entry.getValue().context() != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(models).hasSizeGreaterThanOrEqualTo(250);
        assertThat(models.stream().map(PackagedPricesTest::provider).distinct()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void theListStatesItsSourceAndDate() {
        assertThat(LIST.version()).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(LIST.source())
                .contains("genai-prices")
                .contains(LIST.version())
                .contains("MIT");
    }

    @Test
    void aModelsWindowAndAProvidersModelsAreFound() {
        PriceTable table = PriceTables.packaged();
        assertThat(table.contextWindow("anthropic", "claude-haiku-4-5")).isEqualTo(OptionalInt.of(200_000));
        assertThat(table.contextWindow("anthropic", "nobody")).isEmpty();
        assertThat(table.models("cerebras"))
                .containsExactly("gpt-oss-120b", "llama-3.3-70b", "llama3.1-8b", "qwen-3-32b");
    }

    @Test
    void longPromptsHoursRequestsAndEmbeddingsHaveTheirPrices() {
        PriceTable table = PriceTables.packaged();
        Instant day = Instant.parse("2026-11-25T00:30:00Z");
        Usage small = Usage.of(1_000, 1_000);
        assertThat(micros(table.cost("gemini", "gemini-2.5-pro", BillableUsage.of(small, day), Markup.NONE)))
                .isEqualTo(1_250 + 10_000);
        Usage large = Usage.of(200_001, 1_000);
        assertThat(micros(table.cost("gemini", "gemini-2.5-pro", BillableUsage.of(large, day), Markup.NONE)))
                .isEqualTo(500_003 + 15_000);
        assertThat(micros(table.cost("deepseek", "deepseek-chat", BillableUsage.of(small, day), Markup.NONE)))
                .isEqualTo(270 + 1_100);
        assertThat(micros(table.cost(
                        "deepseek", "deepseek-chat", BillableUsage.of(small, day.minusSeconds(1)), Markup.NONE)))
                .isEqualTo(135 + 550);
        assertThat(micros(table.cost("perplexity", "sonar", BillableUsage.of(small, day), Markup.NONE)))
                .isEqualTo(12_000 + 2_000);
        assertThat(micros(table.cost(
                        "openai", "text-embedding-3-small", BillableUsage.of(Usage.of(1_000, 0), day), Markup.NONE)))
                .isEqualTo(20);
    }

    @Test
    void aModelWithoutAPriceForWhatItWroteIsUnpriced() {
        PriceTable table = PriceTables.packaged();
        BillableUsage written = BillableUsage.of(Usage.of(1, 1), Instant.EPOCH);
        assertThat(table.cost("azure", "davinci", written, Markup.NONE)).isEqualTo(new Cost.Unpriced());
        assertThat(table.cost("openai", "nobody", written, Markup.NONE)).isEqualTo(new Cost.Unpriced());
    }

    private static long micros(Cost cost) {
        return ((Cost.Priced) cost).micros();
    }

    private static String provider(String name) {
        return name.substring(0, name.indexOf('/'));
    }
}
