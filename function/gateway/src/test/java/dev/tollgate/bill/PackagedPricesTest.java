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

/** The price list that comes with the product. */
final class PackagedPricesTest {
    /** Priced for whoever configures them; one needs a resource's name, the others have no entry yet. */
    private static final Set<String> NOT_IN_THE_CATALOGUE = Set.of("avian", "azure", "doubleword");

    private static final ListPrices LIST = PackagedPrices.list();

    @Test
    void everyPriceIsOfAProviderOfTheCatalogueOrListedHere() {
        Set<String> priced = LIST.prices().keySet().stream()
                .map(PackagedPricesTest::provider)
                .collect(Collectors.toSet());
        assertThat(priced).containsAll(NOT_IN_THE_CATALOGUE);
        priced.removeAll(NOT_IN_THE_CATALOGUE);
        assertThat(KnownProviders.all().keySet()).containsAll(priced).doesNotContainAnyElementsOf(NOT_IN_THE_CATALOGUE);
    }

    @Test
    void namesAreSortedAndPricesAreTakenByTheirRecord() {
        assertThat(List.copyOf(LIST.prices().keySet())).isSorted();
        assertThat(LIST.prices().values()).allSatisfy(listed -> {
            assertThat(listed.price().exactMicros(Metered.of(Usage.of(1_000_000, 0), Instant.EPOCH)))
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
    void theListSaysWhereItIsFromAndOfWhen() {
        assertThat(LIST.version()).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(LIST.source())
                .contains("genai-prices")
                .contains(LIST.version())
                .contains("MIT");
    }

    @Test
    void aModelsWindowAndAProvidersModelsAreFound() {
        PriceTable table = new PriceTable(Map::of, LIST);
        assertThat(table.contextWindow("anthropic", "claude-haiku-4-5")).isEqualTo(OptionalInt.of(200_000));
        assertThat(table.contextWindow("anthropic", "nobody")).isEmpty();
        assertThat(table.models("cerebras"))
                .containsExactly("gpt-oss-120b", "llama-3.3-70b", "llama3.1-8b", "qwen-3-32b");
    }

    private static String provider(String name) {
        return name.substring(0, name.indexOf('/'));
    }
}
