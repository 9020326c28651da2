package dev.tollgate.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.openai.Usage.CompletionDetails;
import dev.tollgate.openai.Usage.PromptDetails;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PriceTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Price WITH_CACHE =
            price(Map.of("input", "2.50", "cached_input", "0.25", "cache_write", "3", "output", "10"));

    @Test
    void cachedTokensAreCheaperAndInsideThePrompt() {
        assertThat(micros(WITH_CACHE, usage(1_000, 400, 0, 100))).isEqualTo(600 * 5 / 2 + 100 + 1_000);
    }

    @Test
    void tokensWithoutAPriceOfTheirOwnCostAsMuchAsOthers() {
        Price plain = price(Map.of("input", "2.50", "output", "10"));
        assertThat(micros(plain, usage(1_000, 400, 300, 100))).isEqualTo(2_500 + 1_000);
        assertThat(micros(plain, everything())).isEqualTo(2_500 + 10_000);
    }

    @Test
    void tokensWrittenToTheCacheHaveAPriceOfTheirOwn() {
        assertThat(micros(WITH_CACHE, usage(1_000, 400, 500, 0))).isEqualTo(250 + 100 + 1_500);
    }

    @Test
    void tokensWrittenForAnHourHaveAPriceOfTheirOwn() {
        Price kept = price(Map.of("input", "2.50", "cache_write", "3", "cache_write_1h", "5", "output", "10"));
        Usage usage = new Usage(1_000, 0, 1_000, new PromptDetails(0L, 500L, 200L, null, null), null, null);
        assertThat(micros(kept, usage)).isEqualTo(500 * 5 / 2 + 300 * 3 + 200 * 5);
        assertThat(micros(WITH_CACHE, usage)).isEqualTo(500 * 5 / 2 + 500 * 3);
    }

    @Test
    void surchargesMultiplyTheTokensAndNothingElse() {
        Price surcharged = new Price(
                rates(Map.of("input", "10", "output", "0", "web_search", "0.01", "per_request", "0.005")),
                List.of(
                        surcharge(null, Map.of("inference_geo", "us"), "1.1"),
                        surcharge("*.example.com", Map.of(), "1.25")));
        Map<String, JsonNode> words = Map.of("inference_geo", TextNode.valueOf("us"));
        Map<String, JsonNode> searched = new HashMap<>(new ServerToolUse(2, 0).fields());
        searched.putAll(words);
        Usage usage = new Usage(1_000, 0, 1_000, null, null, searched);
        assertThat(micros(surcharged, new BillableUsage(usage, NOON, null))).isEqualTo(11_000 + 20_000 + 5_000);
        assertThat(micros(surcharged, new BillableUsage(usage, NOON, null, "eu.example.com")))
                .isEqualTo(13_750 + 25_000);
        assertThat(micros(surcharged, new BillableUsage(Usage.of(1_000, 0), NOON, null, "example.com")))
                .isEqualTo(10_000 + 5_000);
    }

    @Test
    void aToolWithoutARateIsUnpricedAndNeverFree() {
        Usage used = new Usage(1_000, 0, 1_000, null, null, new ServerToolUse(0, 0, 2, 3, 1).fields());
        Price known = price(Map.of(
                "input", "1", "output", "1", "file_search", "0.0025", "maps_request", "0.025", "tool_image", "0.05"));
        assertThat(micros(known, used)).isEqualTo(1_000 + 5_000 + 25_000 + 50_000);
        assertThat(Price.of(BigDecimal.ONE, BigDecimal.ONE).exactMicros(new BillableUsage(used, NOON, null)))
                .isEmpty();
    }

    /** As a maximum price compares it: what a provider adds by its own choice is not part of a model's price. */
    @Test
    void theUsualHighestRateLeavesTiersAndSurchargesOut() {
        Price surcharged = cased(
                surcharge(null, Map.of("inference_geo", "us"), "1.1"),
                new ConditionalPrice(null, null, "fast", rates(Map.of("input", "9"))),
                new ConditionalPrice(200_000L, null, null, rates(Map.of("input", "5"))));
        assertThat(surcharged.highest(UsageType.INPUT)).contains(new BigDecimal("5"));
        assertThat(surcharged.highest(UsageType.INPUT, null, null)).contains(new BigDecimal("9.9"));
        assertThat(surcharged.highest(UsageType.INPUT, null, "default")).contains(new BigDecimal("5.5"));
    }

    @Test
    void reasoningAudioAndImagesHavePricesOfTheirOwnAndEachTokenIsCountedOnce() {
        Price each = price(Map.of(
                "input",
                "1",
                "cached_input",
                "0.5",
                "input_audio",
                "20",
                "input_image",
                "3",
                "output",
                "10",
                "reasoning",
                "7",
                "output_audio",
                "40",
                "output_image",
                "30"));
        // 1000 in: 200 cached, 300 audio, 100 images, 400 text; 1000 out: 500 reasoning, 200 audio, 100 images, 200
        // text.
        assertThat(micros(each, everything())).isEqualTo(100 + 6_000 + 300 + 400 + 3_500 + 8_000 + 3_000 + 2_000);
    }

    @Test
    void audioCountsAsUncachedAsFarAsPossible() {
        Price audio = price(
                Map.of("input", "1", "cached_input", "0.5", "input_audio", "20", "cached_audio", "2", "output", "0"));
        Usage usage = new Usage(1_000, 0, 1_000, new PromptDetails(900L, null, 300L, null), null, null);
        assertThat(micros(audio, usage)).isEqualTo(100 * 20 + 200 * 2 + 700 / 2);
    }

    @Test
    void neverBillsMoreTokensThanThePromptHas() {
        assertThat(micros(WITH_CACHE, usage(1_000, 400, 900, 0))).isEqualTo(100 + 1_800);
        assertThat(micros(WITH_CACHE, usage(100, 400, 0, 0))).isEqualTo(25);
    }

    @Test
    void aRequestMayHaveAPriceOfItsOwn() {
        Price search = price(Map.of("input", "1", "output", "1", "per_request", "0.012"));
        assertThat(micros(search, usage(10, 0, 0, 20))).isEqualTo(12_030);
    }

    @Test
    void aLongPromptMayMakeTheWholeRequestMoreExpensive() {
        Price tiered = cased(new ConditionalPrice(200_000L, null, null, rates(Map.of("input", "5", "output", "15"))));
        assertThat(micros(tiered, usage(200_000, 100_000, 0, 1_000))).isEqualTo(250_000 + 25_000 + 10_000);
        assertThat(micros(tiered, usage(200_001, 100_000, 0, 1_000))).isEqualTo(500_005 + 25_000 + 15_000);
    }

    @Test
    void theHourInItsTimeZoneMayChangeThePrice() {
        DailyHours night = new DailyHours(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneId.of("Europe/Berlin"));
        Price hourly = cased(new ConditionalPrice(null, night, null, rates(Map.of("input", "1"))));
        Usage usage = usage(1_000, 0, 0, 0);
        // 22:00 and 05:59 in Berlin, which is one hour ahead of UTC in winter and two in summer.
        for (String cheap : List.of(
                "2026-11-25T21:00:00Z", "2026-11-25T04:59:59Z", "2026-07-25T20:00:00Z", "2026-07-25T03:59:59Z")) {
            assertThat(micros(hourly, new BillableUsage(usage, Instant.parse(cheap), null)))
                    .as(cheap)
                    .isEqualTo(1_000);
        }
        for (String expensive : List.of(
                "2026-11-25T20:59:59Z", "2026-11-25T05:00:00Z", "2026-07-25T19:59:59Z", "2026-07-25T04:00:00Z")) {
            assertThat(micros(hourly, new BillableUsage(usage, Instant.parse(expensive), null)))
                    .as(expensive)
                    .isEqualTo(2_500);
        }
    }

    @Test
    void theServiceTierMayChangeThePriceAndLaterCasesReplaceEarlierOnes() {
        Price flex = cased(
                new ConditionalPrice(200_000L, null, null, rates(Map.of("input", "5"))),
                new ConditionalPrice(null, null, "flex", rates(Map.of("output", "5"))),
                new ConditionalPrice(200_000L, null, "flex", rates(Map.of("input", "2.50"))));
        Usage small = usage(1_000, 0, 0, 1_000);
        Usage large = usage(300_000, 0, 0, 1_000);
        assertThat(micros(flex, new BillableUsage(small, NOON, "default"))).isEqualTo(12_500);
        assertThat(micros(flex, new BillableUsage(small, NOON, "flex"))).isEqualTo(7_500);
        assertThat(micros(flex, new BillableUsage(large, NOON, null))).isEqualTo(1_510_000);
        assertThat(micros(flex, new BillableUsage(large, NOON, "flex"))).isEqualTo(755_000);
    }

    @Test
    void theHighestRateOfAllCasesCounts() {
        Price cheaper = cased(new ConditionalPrice(null, null, "flex", rates(Map.of("input", "1"))));
        Price moreExpensive = cased(new ConditionalPrice(1L, null, null, rates(Map.of("input", "5"))));
        assertThat(cheaper.highest(UsageType.INPUT)).contains(new BigDecimal("2.50"));
        assertThat(moreExpensive.highest(UsageType.INPUT)).contains(new BigDecimal("5"));
        assertThat(moreExpensive.highest(UsageType.REASONING)).contains(new BigDecimal("10"));
    }

    @Test
    void completionTokensWithoutARateForOutputHaveNoPrice() {
        Price embeddings = price(Map.of("input", "0.02"));
        assertThat(micros(embeddings, usage(1_000_000, 0, 0, 0))).isEqualTo(20_000);
        assertThat(embeddings.exactMicros(BillableUsage.of(usage(1, 0, 0, 1), NOON)))
                .isEmpty();
    }

    @Test
    void impossiblePricesCannotBeMade() {
        assertThatThrownBy(() -> price(Map.of("input", "-1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> price(Map.of("output", "1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConditionalPrice(null, null, null, rates(Map.of("input", "1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Markup(new BigDecimal("-100.1"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static ConditionalPrice surcharge(String host, Map<String, String> reported, String times) {
        return new ConditionalPrice(null, null, null, host, reported, new BigDecimal(times), rates(Map.of()));
    }

    private static Usage everything() {
        Map<String, JsonNode> images = Map.of("image_tokens", LongNode.valueOf(100));
        return new Usage(
                1_000,
                1_000,
                2_000,
                new PromptDetails(200L, null, 300L, images),
                new CompletionDetails(500L, 200L, null, null, images),
                null);
    }

    private static long micros(Price price, Usage usage) {
        return micros(price, BillableUsage.of(usage, NOON));
    }

    private static long micros(Price price, BillableUsage billableUsage) {
        BigDecimal exact = price.exactMicros(billableUsage).orElseThrow();
        return ((Cost.Priced) Cost.of(exact, exact, "v")).micros();
    }

    private static Price cased(ConditionalPrice... cases) {
        return new Price(WITH_CACHE.rates(), List.of(cases));
    }

    private static Price price(Map<String, String> rates) {
        return new Price(rates(rates), List.of());
    }

    private static PriceRates rates(Map<String, String> rates) {
        return new PriceRates(rates.entrySet().stream()
                .collect(Collectors.toMap(
                        rate -> UsageType.named(rate.getKey()).orElseThrow(),
                        rate -> new BigDecimal(rate.getValue()))));
    }

    private static Usage usage(long prompt, long cached, long written, long completion) {
        PromptDetails details = new PromptDetails(cached, written, null, null);
        return new Usage(prompt, completion, prompt + completion, details, null, null);
    }
}
