package dev.tollgate.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of {@code docs/deploy.md} is what this code computes. */
class HostingCostTest {
    private static final Path ROOT = Path.of(System.getProperty("dev.tollgate.root"));

    /** The example of the page: a million requests of 5 seconds, with 500 tokens in and 40 out. */
    private static final RequestTotals EXAMPLE =
            new RequestTotals(1_000_000, Duration.ofSeconds(5_000_000), 500_000_000, 40_000_000);

    @TestFactory
    List<DynamicTest> theTableOfThePage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/deploy.md"));
        int size = templateDefault();
        assertThat(page).contains("Each request takes 5 seconds with " + size + " MB on ARM");
        return List.of(
                row(page, "endpoint", size, HostingCost::endpoint),
                row(page, "Lambda, requests", size, HostingCost::invocations),
                row(page, "Lambda, time", size, HostingCost::time),
                row(page, "DynamoDB", size, HostingCost::writes),
                row(page, "log", size, HostingCost::log),
                row(page, "traffic out", size, HostingCost::traffic),
                row(page, "\\*\\*sum\\*\\*", size, HostingCost::sum));
    }

    private static DynamicTest row(String page, String name, int size, ToDoubleFunction<HostingCost> part) {
        List<String> expected = Arrays.stream(EndpointType.values())
                .map(endpoint -> HostingCost.of(EXAMPLE, AwsPrices.packaged(), endpoint, ProcessorType.ARM, size))
                .map(cost -> String.format(Locale.ROOT, "%.2f", part.applyAsDouble(cost)))
                .toList();
        return DynamicTest.dynamicTest(name, () -> assertThat(cells(page, name)).isEqualTo(expected));
    }

    private static List<String> cells(String page, String name) {
        Matcher row =
                Pattern.compile("\\| " + name + " \\|[^|]*\\|([^\n]*)\\|\n").matcher(page);
        assertThat(row.find()).as(name).isTrue();
        return Arrays.stream(row.group(1).split("\\|", -1))
                .map(cell -> cell.replace("*", "").strip())
                .toList();
    }

    private static int templateDefault() throws IOException {
        Matcher parameter = Pattern.compile("MemoryMegabytes:\n    Type: Number\n    Default: (\\d+)")
                .matcher(Files.readString(ROOT.resolve("template.yaml")));
        assertThat(parameter.find()).isTrue();
        return Integer.parseInt(parameter.group(1));
    }
}
