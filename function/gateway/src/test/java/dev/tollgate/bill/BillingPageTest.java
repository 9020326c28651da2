package dev.tollgate.bill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.manifest.CheckedReader;
import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.manifest.ManifestRules;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.openai.Usage.CompletionDetails;
import dev.tollgate.openai.Usage.PromptDetails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the examples in docs/billing/prices.md: each row of the table, with the prices and mark-ups above it. */
final class BillingPageTest {
    private static final String PROVIDER = "acme";
    private static final Map<String, String> WORDS = Map.of("tier", "service_tier", "geo", "inference_geo");
    private static final String EXAMPLES = examples();
    private static final ManifestPlan PLAN = plan();

    /** A row: which model was used, how much of it and by whom, and the cost that the page states. */
    record Example(String model, Map<String, String> used, Instant at, Map<String, String> by, Cost stated) {

        static Example of(String row) {
            List<String> cells =
                    Arrays.stream(row.split("\\|")).skip(1).map(String::strip).toList();
            return new Example(
                    cells.get(0).replace("`", ""),
                    words(cells.get(1)),
                    Instant.parse(cells.get(2)),
                    words(cells.get(3)),
                    new Cost.Priced(Long.parseLong(cells.get(4)), Long.parseLong(cells.get(5)), "own"));
        }

        private static Map<String, String> words(String cell) {
            Map<String, String> words = new HashMap<>();
            Arrays.stream(cell.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .forEach(part -> {
                        int space = part.indexOf(' ');
                        words.put(part.substring(0, space), part.substring(space + 1));
                    });
            return words;
        }

        BillableUsage billableUsage() {
            long prompt = count("prompt");
            long completion = count("completion");
            Map<String, JsonNode> reported =
                    new HashMap<>(new ServerToolUse(count("searches"), count("programs")).fields());
            WORDS.forEach((word, field) -> Optional.ofNullable(used.get(word))
                    .ifPresent(value -> reported.put(field, TextNode.valueOf(value))));
            Usage usage = new Usage(
                    prompt,
                    completion,
                    prompt + completion,
                    new PromptDetails(count("cached"), count("written"), count("kept"), count("heard"), null),
                    new CompletionDetails(count("thought"), count("spoken"), null, null, null),
                    reported);
            return new BillableUsage(usage, at, usage.serviceTier().orElse(null), used.get("at"));
        }

        private long count(String word) {
            return Long.parseLong(used.getOrDefault(word, "0"));
        }
    }

    static Stream<Example> rows() {
        return EXAMPLES.lines().filter(line -> line.startsWith("| `")).map(Example::of);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theFiguresOfThePageAreCorrect(Example example) {
        Tariff tariff = PLAN.pricing()
                .charges()
                .of(
                        example.by().getOrDefault("key", "anybody"),
                        example.by().getOrDefault("alias", PROVIDER + "/" + example.model()),
                        Optional.ofNullable(example.by().get("team")));
        assertThat(PriceTables.of(prices()).cost(PROVIDER, example.model(), example.billableUsage(), tariff))
                .isEqualTo(example.stated());
    }

    @Test
    void everyPriceOfTheExamplesIsUsed() {
        assertThat(rows().map(Example::model))
                .containsAll(PLAN.pricing().costs().get(PROVIDER).keySet());
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(15);
    }

    private static Map<String, Price> prices() {
        Map<String, Price> prices = new HashMap<>();
        PLAN.pricing().costs().get(PROVIDER).forEach((model, price) -> prices.put(PROVIDER + "/" + model, price));
        return prices;
    }

    private static ManifestPlan plan() {
        String start = "```yaml\n";
        int from = EXAMPLES.indexOf(start) + start.length();
        String yaml = EXAMPLES.substring(from, EXAMPLES.indexOf("```", from));
        ManifestRules rules = new ManifestRules(Set.of("openai"), true, Map.<String, String>of()::get, List.of());
        return new CheckedReader(rules).read("prices.md", yaml).plan();
    }

    private static String examples() {
        try {
            String page = Files.readString(Path.of(System.getProperty("dev.tollgate.root"), "docs/billing/prices.md"));
            int from = page.indexOf("\n## Worked examples\n");
            return page.substring(from, page.indexOf("\n## Unpriced requests\n", from));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
