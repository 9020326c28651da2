package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.bill.ConditionalPrice;
import dev.tollgate.bill.DailyHours;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.UsageType;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceSectionTest {
    private static final CheckedReader READER =
            new CheckedReader(new ManifestRules(Set.of("openai"), true, Map.<String, String>of()::get, List.of()));

    @Test
    void everyRateAndEveryCaseIsRead() {
        Price read = price("""
                      input: 3
                      cached_input: 0.3
                      cache_write: 3.75
                      cache_write_1h: 6
                      output: 15
                      reasoning: 12
                      input_audio: 20
                      cached_audio: 2
                      output_audio: 40
                      input_image: 4
                      output_image: 30
                      web_search: 0.01
                      searched_request: 0.035
                      code_execution: 0.004
                      file_search: 0.0025
                      maps_request: 0.025
                      tool_image: 0.05
                      image: 0.04
                      audio_second: 0.0001
                      character: 0.000015
                      search: 0.002
                      per_request: 0.005
                      cases:
                        - { above: 200000, input: 6, output: 22.5 }
                        - { hours: { from: "16:30", to: "00:30", zone: Europe/Berlin }, service_tier: flex, input: 1.5 }
                        - { host: "*.example.com", reported: { inference_geo: us }, times: 1.1 }
                """);
        assertThat(read.rates().byType()).containsOnlyKeys(UsageType.values());
        assertThat(read.rates().of(UsageType.PER_REQUEST)).contains(new BigDecimal("0.005"));
        assertThat(read.cases())
                .containsExactly(
                        new ConditionalPrice(
                                200_000L,
                                null,
                                null,
                                new PriceRates(Map.of(
                                        UsageType.INPUT,
                                        new BigDecimal("6"),
                                        UsageType.OUTPUT,
                                        new BigDecimal("22.5")))),
                        new ConditionalPrice(
                                null,
                                new DailyHours(LocalTime.of(16, 30), LocalTime.of(0, 30), ZoneId.of("Europe/Berlin")),
                                "flex",
                                new PriceRates(Map.of(UsageType.INPUT, new BigDecimal("1.5")))),
                        new ConditionalPrice(
                                null,
                                null,
                                null,
                                "*.example.com",
                                Map.of("inference_geo", "us"),
                                new BigDecimal("1.1"),
                                new PriceRates(Map.of())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { input: 6 }                          | [0]: expected a condition (above, hours, service_tier, host or reported), got none
            { above: 200000 }                     | [0]: expected a price that differs in this case, got none
            { above: 0, input: 6 }                | [0].above: expected a whole number from 1, got 0
            { above: 1, input: x }                | [0].input: expected US dollars per million tokens, such as 0.15, got "x"
            { above: 1, per_request: x }          | [0].per_request: expected US dollars for each, such as 0.005, got "x"
            { service_tier: 5, input: 6 }         | [0].service_tier: expected a provider's word for how it serves a request, such as flex, got 5
            { hours: { from: "25:00", to: "00:30", zone: UTC }, input: 6 } | [0].hours.from: expected a time in quotes, such as "16:30", got "25:00"
            { hours: { from: "00:00", to: "00:30", zone: Mars }, input: 6 } | [0].hours.zone: expected a time zone, such as UTC or Europe/Berlin, got "Mars"
            { hours: { from: "00:00", zone: UTC }, input: 6 } | [0].hours: expected the field to (a time in quotes, such as "16:30"), got none
            { above: 1, imput: 6, input: 1 }      | [0].imput: unknown field; known here: above, audio_second, cache_write, cache_write_1h, cached_audio, cached_input, character, code_execution, file_search, host, hours, image, input, input_audio, input_image, maps_request, output, output_audio, output_image, per_request, reasoning, reported, search, searched_request, service_tier, times, tool_image, web_search
            { host: "https://eu.example.com", times: 1.1 } | [0].host: expected a host in small letters, such as eu.api.openai.com or *.api.openai.com, got "https://eu.example.com"
            { host: eu.example.com, times: -1 }   | [0].times: expected a factor from 0 to 100 for the prices of tokens, such as 1.1, got -1
            { reported: { inference_geo: 5 }, times: 1.1 } | [0].reported.inference_geo: expected a word in the provider's usage, such as us, got 5
            5                                     | [0]: expected a mapping, got 5
            """)
    void mistakesInACaseAreReported(String text, String problem) {
        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(() -> price("input: 3\noutput: 15\ncases: [ " + text + " ]\n"))
                .satisfies(failure -> assertThat(failure.problems())
                        .singleElement()
                        .hasToString("f.yaml:9: providers.p.prices.m.cases" + problem));
    }

    private static Price price(String fields) {
        String text = "providers:\n  p:\n    kind: openai\n    base_url: http://h\n    prices:\n      m:\n"
                + fields.stripIndent().indent(8);
        return READER.read("f.yaml", text).plan().pricing().costs().get("p").get("m");
    }
}
