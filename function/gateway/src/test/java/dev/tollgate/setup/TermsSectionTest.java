package dev.tollgate.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.openai.Markups;
import dev.tollgate.openai.Requirements;
import dev.tollgate.openai.Terms;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsSectionTest {
    private static final String PROVIDERS = "providers: { p: { kind: openai, base_url: http://h } }\n";
    private static final SetupReader READER =
            new SetupReader(new Rules(Set.of("openai"), true, Map.<String, String>of()::get, List.of()));

    @Test
    void whatHoldsForEveryRequestIsRead() {
        assertThat(terms(
                        "{ require: { priced: true }, markup_percent: { keys: { a@b: 0 }, aliases: { p/m: 7.5 }, teams: {"
                                + " \"4711\": -12.25 } } }"))
                .isEqualTo(new Terms(
                        new Requirements(null, false, false, null, true),
                        new Markups(
                                Map.of("a@b", new BigDecimal("0")),
                                Map.of("p/m", new BigDecimal("7.5")),
                                Map.of("4711", new BigDecimal("-12.25")))));
        assertThat(terms("")).isEqualTo(Terms.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { markup: 5 }                                     | .markup: unknown field; known here: markup_percent, require
            { markup_percent: 5 }                             | .markup_percent: expected a mapping, got 5
            { markup_percent: { key: {} } }                   | .markup_percent.key: unknown field; known here: aliases, keys, teams
            { markup_percent: { keys: { a: -101 } } }         | .markup_percent.keys.a: expected percent from -100 to 10000, such as 7.5, got -101
            { markup_percent: { keys: { a: 5% } } }           | .markup_percent.keys.a: expected percent from -100 to 10000, such as 7.5, got "5%"
            { markup_percent: { keys: { "a b": 5 } } }        | .markup_percent.keys.a b: expected a key's id as the name, got "a b"
            { markup_percent: { aliases: { nobody: 5 } } }    | .markup_percent.aliases.nobody: expected an alias, or provider/model as the name, got "nobody"
            { require: { priced: 1 } }                        | .require.priced: expected true or false, got 1
            """)
    void mistakesAreTold(String text, String problem) {
        assertThatExceptionOfType(SetupFailure.class)
                .isThrownBy(() -> terms(text))
                .satisfies(failure ->
                        assertThat(failure.problems()).singleElement().hasToString("f.yaml:2: gateway" + problem));
    }

    private static Terms terms(String text) {
        return READER.read("f.yaml", PROVIDERS + "gateway: " + text)
                .plan()
                .table()
                .terms();
    }
}
