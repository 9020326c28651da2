package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.bill.CallerPrices;
import dev.tollgate.bill.MarkupTable;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.openai.RoutingRequirements;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewaySectionTest {
    private static final String PROVIDERS = "providers: { p: { kind: openai, base_url: http://h } }\n";
    private static final CheckedReader READER =
            new CheckedReader(new ManifestRules(Set.of("openai"), true, Map.<String, String>of()::get, List.of()));

    @Test
    void theRulesForEveryRequestAreRead() {
        assertThat(read("{ require: { priced: true } }").table().policy())
                .isEqualTo(new GatewayPolicy(new RoutingRequirements(null, false, false, null, true)));
        assertThat(read("{ drop_unsupported: false }").table().policy())
                .isEqualTo(new GatewayPolicy(RoutingRequirements.NONE, false));
        assertThat(read("").table().policy()).isEqualTo(GatewayPolicy.NONE);
        assertThat(read("").pricing().charges()).isEqualTo(TariffTable.NONE);
    }

    @Test
    void thePricesForCallersAreRead() {
        ManifestPlan plan = read("""
                {
                  markup_percent: { keys: { a@b: 0 }, aliases: { p/m: 7.5 }, teams: { "4711": -12.25 } },
                  prices:
                    {
                      keys: { a@b: { p/m: { input: 1, output: 2 } } },
                      aliases: { p/n: { input: 3, output: 4 } },
                      teams: { "4711": { p/m: { input: 5, output: 6 } } }
                    }
                }
                """);
        MarkupTable markups = new MarkupTable(
                Map.of("a@b", new BigDecimal("0")),
                Map.of("p/m", new BigDecimal("7.5")),
                Map.of("4711", new BigDecimal("-12.25")));
        CallerPrices prices = new CallerPrices(
                Map.of("a@b", Map.of("p/m", price("1", "2"))),
                Map.of("p/n", price("3", "4")),
                Map.of("4711", Map.of("p/m", price("5", "6"))));
        assertThat(plan.pricing().charges()).isEqualTo(new TariffTable(markups, prices));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { markup: 5 }                                     | .markup: unknown field; known here: drop_unsupported, markup_percent, policies, prices, require, responses
            { markup_percent: 5 }                             | .markup_percent: expected a mapping, got 5
            { markup_percent: { key: {} } }                   | .markup_percent.key: unknown field; known here: aliases, keys, teams
            { markup_percent: { keys: { a: -101 } } }         | .markup_percent.keys.a: expected percent from -100 to 10000, such as 7.5, got -101
            { markup_percent: { keys: { a: 5% } } }           | .markup_percent.keys.a: expected percent from -100 to 10000, such as 7.5, got "5%"
            { markup_percent: { keys: { "a b": 5 } } }        | .markup_percent.keys.a b: expected a key's id as the name, got "a b"
            { markup_percent: { aliases: { nobody: 5 } } }    | .markup_percent.aliases.nobody: expected an alias, or provider/model as the name, got "nobody"
            { prices: { aliases: { p/m: 5 } } }               | .prices.aliases.p/m: expected a mapping, got 5
            { prices: { aliases: { p/m: { input: 1 } } } }    | .prices.aliases.p/m: expected the field output (US dollars per million tokens, such as 0.15), got none
            { prices: { keys: { k: { input: 1 } } } }         | .prices.keys.k.input: expected an alias, or provider/model as the name, got "input"
            { prices: { teams: { t: } } }                     | .prices.teams.t: expected a mapping, got nothing
            { require: { priced: 1 } }                        | .require.priced: expected true or false, got 1
            """)
    void mistakesAreReported(String text, String problem) {
        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(() -> read(text))
                .satisfies(failure ->
                        assertThat(failure.problems()).singleElement().hasToString("f.yaml:2: gateway" + problem));
    }

    private static Price price(String input, String output) {
        return Price.of(new BigDecimal(input), new BigDecimal(output));
    }

    private static ManifestPlan read(String text) {
        return READER.read("f.yaml", PROVIDERS + "gateway: " + text).plan();
    }
}
