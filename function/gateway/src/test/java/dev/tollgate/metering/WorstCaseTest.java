package dev.tollgate.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.bill.ConditionalPrice;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageType;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.limit.PromptBound;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The gateway reserves the charge for the longest answer of the most expensive target. */
class WorstCaseTest {
    private static final PriceTable PRICES =
            PriceTables.of(Map.of("p/cheap", price("1", "2"), "p/dear", price("10", "20")));
    private static final ChatRequest QUESTION = SampleRequests.of("What is a toll gate?");
    private static final long PROMPT = prompt(QUESTION);
    private static final int COMPLETION = 16_384;
    private static final GatewayConfig.Budget CONFIG =
            GatewayConfigs.with(Map.of()).budget();

    @Test
    void theDearestTargetCountsWithTheMarkup() {
        long cost = PROMPT * 10 + COMPLETION * 20L;
        assertThat(worstCase(Markup.NONE, "cheap", "dear")).isEqualTo(cost);
        assertThat(worstCase(new Markup(BigDecimal.TEN), "dear", "cheap")).isEqualTo((cost * 11 + 9) / 10);
    }

    @Test
    void aPriceOfOnesOwnCountsWhateverTheTargetsCost() {
        long charge = PROMPT * 3 + COMPLETION * 4L;
        assertThat(worstCase(price("3", "4"), "cheap", "dear")).isEqualTo(charge);
    }

    @Test
    void madeImagesCountWhereTheyAreDearer() {
        PriceRates rates = new PriceRates(Map.of(
                UsageType.INPUT,
                BigDecimal.ONE,
                UsageType.OUTPUT,
                BigDecimal.TWO,
                UsageType.OUTPUT_IMAGE,
                BigDecimal.TEN));
        assertThat(worstCase(new Price(rates, List.of()), "cheap")).isEqualTo(PROMPT + COMPLETION * 10L);
    }

    @Test
    void cacheWritesOfAnHourCountWhereTheyAreDearer() {
        Price cached = new Price(
                rates(Map.of(UsageType.INPUT, "1", UsageType.OUTPUT, "2", UsageType.CACHE_WRITE_1H, "5")), List.of());
        assertThat(worstCase(cached, "cheap")).isEqualTo(PROMPT * 5 + COMPLETION * 2L);
    }

    /** A tier is the provider's choice unless the request names one; where it runs the model may be a workspace's setting. */
    @Test
    void tiersAndSurchargesCountUnlessTheRequestExcludesThem() {
        Price tiered = new Price(
                rates(Map.of(UsageType.INPUT, "1", UsageType.OUTPUT, "2")),
                List.of(
                        times("fast", null, Map.of(), "2"),
                        times("flex", null, Map.of(), "0.5"),
                        times(null, null, Map.of("inference_geo", "us"), "1.1"),
                        times(null, "elsewhere.example.com", Map.of(), "7")));
        long usual = worstCase(price("1.1", "2.2"), "cheap");
        assertThat(worstCase(tiered, QUESTION)).isEqualTo(worstCase(price("2.2", "4.4"), "cheap"));
        assertThat(worstCase(tiered, with("service_tier", "\"auto\"")))
                .isGreaterThanOrEqualTo(worstCase(price("2.2", "4.4"), "cheap"));
        assertThat(worstCase(tiered, with("service_tier", "\"FLEX\"")))
                .isGreaterThanOrEqualTo(worstCase(price("2.2", "4.4"), "cheap"));
        assertThat(worstCase(tiered, with("service_tier", "\"default\""))).isBetween(usual, usual + 50);
        assertThat(worstCase(tiered, with("service_tier", "\"flex\""))).isBetween(usual, usual + 50);
    }

    @Test
    void searchesCountAsOftenAsTheRequestAllows() {
        Price searching = new Price(
                rates(Map.of(
                        UsageType.INPUT,
                        "0",
                        UsageType.OUTPUT,
                        "0",
                        UsageType.WEB_SEARCH,
                        "0.01",
                        UsageType.SEARCHED_REQUEST,
                        "0.035",
                        UsageType.CODE_EXECUTION,
                        "0.005")),
                List.of());
        assertThat(worstCase(searching, QUESTION)).isZero();
        assertThat(worstCase(
                        searching, tools("{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":3}")))
                .isEqualTo(30_000 + 35_000);
        assertThat(worstCase(searching, tools("{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}")))
                .isEqualTo(ServerToolBound.WITHOUT_LIMIT * 10_000 + 35_000);
        assertThat(worstCase(searching, tools("{\"type\":\"google_search\"},{\"type\":\"code_execution\"}")))
                .isEqualTo(ServerToolBound.WITHOUT_LIMIT * 15_000 + 35_000);
        assertThat(worstCase(searching, with("web_search_options", "{}")))
                .isEqualTo(ServerToolBound.WITHOUT_LIMIT * 10_000 + 35_000);
        assertThat(worstCase(searching, tools("{\"type\":\"tool_search_tool_regex_20251119\",\"name\":\"t\"}")))
                .isZero();
    }

    @Test
    void whatSearchesFindIsPartOfThePrompt() {
        ChatRequest search = tools("{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":2}");
        assertThat(worstCase(price("1", "0"), search))
                .isEqualTo(prompt(search) + 2 * ServerToolBound.TOKENS_PER_SEARCH);
    }

    /** OpenAI bills what it rejects of a prediction like what it writes. */
    @Test
    void aPredictionCountsForEachChoice() {
        ChatRequest once = with("prediction", "{\"type\":\"content\",\"content\":\"abcdefghij\"}");
        long predicted = PromptBound.of(once).predicted();
        assertThat(predicted).isGreaterThan(10);
        assertThat(worstCase(price("0", "2"), once)).isEqualTo(2 * (COMPLETION + predicted));
    }

    @Test
    void spokenAnswersAndRecordingsCountAtTheirPrices() {
        Price audio = new Price(
                rates(Map.of(
                        UsageType.INPUT, "1",
                        UsageType.INPUT_AUDIO, "40",
                        UsageType.OUTPUT, "2",
                        UsageType.OUTPUT_AUDIO, "80")),
                List.of());
        ChatRequest heard = with(
                "messages",
                "[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\""
                        + "A".repeat(4_000) + "\",\"format\":\"mp3\"}}]}]");
        PromptBound.Tokens tokens = PromptBound.of(heard).at("m", OptionalInt.empty());
        assertThat(tokens.audio()).isPositive();
        assertThat(worstCase(audio, heard)).isEqualTo(tokens.text() + tokens.audio() * 40 + COMPLETION * 80L);
    }

    @Test
    void theLeastOfTheCallersAndTheModelsMaximumCounts() {
        assertThat(completion("m", "")).isEqualTo(COMPLETION);
        assertThat(completion("gpt-4-turbo", "")).isEqualTo(4_096);
        assertThat(completion("openai/gpt-4-turbo", ",\"max_tokens\":50")).isEqualTo(50);
        assertThat(completion("gpt-4-turbo", ",\"max_tokens\":9000")).isEqualTo(4_096);
        assertThat(completion("gpt-5", "")).isEqualTo(COMPLETION);
        assertThat(completion("gpt-5", ",\"max_completion_tokens\":100000")).isEqualTo(100_000);
        assertThat(completion("configured", "")).isEqualTo(2_000);
        assertThat(completion("m", ",\"n\":3,\"max_tokens\":50")).isEqualTo(150);
    }

    /** Servers that know these names write as much; to others they say nothing, so that they lower no bound. */
    @Test
    void limitsAndCountsUnderOtherNamesRaiseTheBoundOnly() {
        assertThat(completion("m", ",\"max_new_tokens\":10")).isEqualTo(COMPLETION);
        assertThat(completion("m", ",\"max_new_tokens\":50000")).isEqualTo(50_000);
        assertThat(completion("m", ",\"max_tokens\":10,\"max_output_tokens\":50000"))
                .isEqualTo(50_000);
        assertThat(completion("m", ",\"max_tokens\":10,\"best_of\":20")).isEqualTo(200);
    }

    /** A limit is sent where the model would write more than is reserved, and never one that it might refuse. */
    @Test
    void aModelThatCouldWriteMoreGetsALimit() {
        assertThat(limit("gpt-5", "")).hasValue(COMPLETION);
        assertThat(limit("claude-sonnet-4-5", "")).hasValue(COMPLETION);
        assertThat(limit("gpt-4-turbo", "")).isEmpty();
        assertThat(limit("m", "")).isEmpty();
        assertThat(limit("gpt-5", ",\"max_tokens\":9")).isEmpty();
    }

    private static OptionalInt limit(String model, String fields) {
        return new WorstCase(PRICES, request(fields), Markup.NONE, CONFIG).completionLimit(target(model));
    }

    private static long completion(String model, String fields) {
        return new WorstCase(
                        PriceTables.of(Map.of("p/" + model, price("0", "1"))), request(fields), Markup.NONE, CONFIG)
                .micros(List.of(target(model)));
    }

    private static ChatRequest request(String fields) {
        return read("{\"model\": \"m\", \"messages\": []" + fields + "}");
    }

    private static ChatRequest read(String json) {
        try {
            return JsonCodec.mapper().readValue(json, ChatRequest.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    @Test
    void whatNoBudgetHoldsIsNoBug() {
        BigDecimal most = new BigDecimal("1e18");
        assertThat(worstCase(Price.of(most, most), "cheap")).isEqualTo(Cost.MAX_MICROS.longValueExact());
    }

    @Test
    void whatHasNoPriceIsLeftOut() {
        assertThat(worstCase(Markup.NONE, "cheap", "unknown")).isEqualTo(worstCase(Markup.NONE, "cheap"));
        assertThat(worstCase(Markup.NONE, "unknown")).isZero();
        assertThat(worstCase(price("3", "4"), "unknown")).isZero();
    }

    private static ConditionalPrice times(String tier, String host, Map<String, String> reported, String factor) {
        return new ConditionalPrice(null, null, tier, host, reported, new BigDecimal(factor), new PriceRates(Map.of()));
    }

    private static PriceRates rates(Map<UsageType, String> rates) {
        Map<UsageType, BigDecimal> amounts = new EnumMap<>(UsageType.class);
        rates.forEach((type, rate) -> amounts.put(type, new BigDecimal(rate)));
        return new PriceRates(amounts);
    }

    private static ChatRequest tools(String tools) {
        return with("tools", "[" + tools + "]");
    }

    private static ChatRequest with(String field, String json) {
        String messages = field.equals("messages")
                ? ""
                : "\"messages\": [{\"role\": \"user\", \"content\": \"What is a toll gate?\"}],";
        return read("{\"model\": \"m\", %s \"%s\": %s}".formatted(messages, field, json));
    }

    private static long worstCase(Tariff tariff, ChatRequest request) {
        return new WorstCase(PRICES, request, tariff, CONFIG).micros(List.of(target("cheap")));
    }

    private static long prompt(ChatRequest request) {
        return PromptBound.of(request).at("m", OptionalInt.empty()).text();
    }

    private static Target target(String model) {
        return new Target(
                new Provider(
                        "p",
                        "openai",
                        URI.create("http://127.0.0.1"),
                        null,
                        null,
                        null,
                        DataTerms.UNKNOWN,
                        Map.of("configured", new ModelTraits(null, null, null, null, null, 2_000, null))),
                model,
                DropPolicy.HINTS);
    }

    private static long worstCase(Tariff tariff, String... models) {
        List<Target> targets =
                List.of(models).stream().map(WorstCaseTest::target).toList();
        return new WorstCase(PRICES, QUESTION, tariff, CONFIG).micros(targets);
    }

    private static Price price(String input, String output) {
        return Price.of(new BigDecimal(input), new BigDecimal(output));
    }
}
