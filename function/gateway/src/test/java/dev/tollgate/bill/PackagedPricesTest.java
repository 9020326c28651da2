package dev.tollgate.bill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ServerToolUse;
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
    private static final Set<String> NOT_IN_THE_CATALOG = Set.of(
            "arcee",
            "avian",
            "azure",
            "baseten",
            "cloudflare",
            "cursor",
            "doubleword",
            "github-copilot",
            "modal",
            "quicksilverpro",
            "typesafe",
            "voyageai",
            "zai");

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
                .containsExactly(
                        "gemma-4-31b", "gpt-oss-120b", "llama-3.3-70b", "llama3.1-8b", "qwen-3-32b", "zai-glm-4.7");
    }

    @Test
    void knowsAModelOfGooglesByEitherName() {
        PriceTable table = PriceTables.packaged();

        assertThat(table.price("gemini", "models/gemini-1.5-flash"))
                .isPresent()
                .isEqualTo(table.price("gemini", "gemini-1.5-flash"));
        assertThat(table.contextWindow("gemini", "models/gemini-1.5-flash"))
                .isEqualTo(table.contextWindow("gemini", "gemini-1.5-flash"));
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

    /** The figures of the providers' pages, as of September 2026. */
    @Test
    void surchargesToolsAndCacheWritesHaveThePricesOfTheProvidersPages() {
        Usage million = new Usage(
                1_000_000, 0, 1_000_000, new Usage.PromptDetails(0L, 1_000_000L, 600_000L, null, null), null, null);
        assertThat(cost("anthropic", "claude-opus-5", million, null, null)).isEqualTo(6_000_000 + 2_500_000);
        assertThat(cost("bedrock", "eu.anthropic.claude-opus-5", million, null, null))
                .isEqualTo(6_600_000 + 2_750_000);
        assertThat(cost("anthropic", "claude-opus-5", reporting("inference_geo", "us"), null, null))
                .isEqualTo(1_100 * 5 + 1_100 * 25);
        assertThat(cost("anthropic", "claude-opus-5", reporting("inference_geo", "global"), null, null))
                .isEqualTo(30_000);
        assertThat(cost("anthropic", "claude-opus-5", searching(3), null, null)).isEqualTo(30_000 + 30_000);
        assertThat(cost("gemini", "gemini-2.5-flash", searching(3), null, null)).isEqualTo(2_800 + 35_000);
        assertThat(cost("gemini", "gemini-3.5-flash", searching(3), null, null)).isEqualTo(10_500 + 42_000);
        assertThat(cost("openai", "gpt-5", Usage.of(1_000, 1_000), "flex", null))
                .isEqualTo(11_250 / 2);
        assertThat(cost("openai", "gpt-5", Usage.of(1_000, 1_000), "priority", null))
                .isEqualTo(22_500);
        assertThat(cost("openai", "gpt-5.5", Usage.of(1_000, 1_000), "fast", null))
                .isEqualTo(87_500);
        assertThat(cost("openai", "gpt-5.5", Usage.of(1_000, 1_000), null, "eu.api.openai.com"))
                .isEqualTo(38_500);
        assertThat(cost("openai", "gpt-5", Usage.of(1_000, 1_000), null, "eu.api.openai.com"))
                .isEqualTo(11_250);
        assertThat(cost("openai", "gpt-5.5", Usage.of(1_000, 1_000), null, "api.openai.com"))
                .isEqualTo(35_000);
        assertThat(cost("perplexity", "sonar", reporting("search_context_size", "low"), null, null))
                .isEqualTo(2_000 + 5_000);
    }

    @Test
    void aSnapshotCostsWhatItsModelCostsUnlessItIsListed() {
        Usage usage = Usage.of(1_000, 1_000);
        assertThat(cost("anthropic", "claude-sonnet-4-5-20250929", usage, null, null))
                .isEqualTo(cost("anthropic", "claude-sonnet-4-5", usage, null, null));
        assertThat(cost("openai", "gpt-6-sol-2026-09-30", usage, null, null)).isEqualTo(12_000);
        assertThat(cost("openai", "gpt-4o-2024-05-13", usage, null, null)).isEqualTo(20_000);
        assertThat(cost("openai", "gpt-4o", usage, null, null)).isEqualTo(12_500);
        assertThat(PriceTables.packaged().contextWindow("anthropic", "claude-opus-5-20260801"))
                .isEqualTo(OptionalInt.of(1_000_000));
    }

    private static Usage reporting(String field, String word) {
        return new Usage(1_000, 1_000, 2_000, null, null, Map.of(field, TextNode.valueOf(word)));
    }

    private static Usage searching(long searches) {
        return new Usage(1_000, 1_000, 2_000, null, null, new ServerToolUse(searches, 0).fields());
    }

    private static long cost(String provider, String model, Usage usage, String tier, String host) {
        return micros(PriceTables.packaged()
                .cost(provider, model, new BillableUsage(usage, Instant.EPOCH, tier, host), Markup.NONE));
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
