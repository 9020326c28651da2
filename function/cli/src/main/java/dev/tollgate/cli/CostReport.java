package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.CsvText;
import dev.tollgate.cli.cost.AwsPrices;
import dev.tollgate.cli.cost.EndpointType;
import dev.tollgate.cli.cost.HostingCost;
import dev.tollgate.cli.cost.ProcessorType;
import dev.tollgate.cli.cost.RequestTotals;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the requests of a month cost, in dollars: a row for each memory size, a column for each endpoint type. */
record CostReport(YearMonth month, RequestTotals totals, AwsPrices prices, ProcessorType processor)
        implements CommandReport {
    private static final double MILLIS_PER_SECOND = 1000;

    @Override
    public String table(boolean blocks) {
        List<String> head = Stream.concat(
                        Stream.of("MEMORY"),
                        Arrays.stream(EndpointType.values()).map(endpoint -> endpoint.name() + " $"))
                .toList();
        TextTable table = new TextTable(head.toArray(String[]::new)).right(0, 1, 2, 3);
        for (int size : HostingCost.SIZES) {
            table.add(Stream.concat(
                            Stream.of(size + " MB"),
                            Arrays.stream(EndpointType.values())
                                    .map(endpoint ->
                                            dollars(cost(endpoint, size).sum())))
                    .toArray(String[]::new));
        }
        return head() + table.text() + remarks();
    }

    private String head() {
        return String.format(
                Locale.ROOT,
                "%s: %,d requests of %.1f s on average, %,d prompt tokens, %,d completion tokens%n",
                month,
                totals.requests(),
                averageSeconds(),
                totals.promptTokens(),
                totals.completionTokens());
    }

    private String remarks() {
        return String.format(
                Locale.ROOT,
                "AWS' list prices of %s, %s, on %s. Less memory means less processor: a function of 128 MB adds more time.%n",
                prices.day(),
                prices.region(),
                processor.text());
    }

    @Override
    public String csv() {
        CsvText text = new CsvText().line(Stream.of("endpoint"), Stream.of("memory_mb", "part", "cost_usd"));
        for (EndpointType endpoint : EndpointType.values()) {
            for (int size : HostingCost.SIZES) {
                parts(cost(endpoint, size))
                        .forEach(part -> text.line(
                                Stream.of(endpoint.text()),
                                Stream.of(String.valueOf(size), part.name(), dollars(part.dollars()))));
            }
        }
        return text.text();
    }

    @Override
    public ObjectNode json() {
        ObjectNode node = CommandConsole.NODES.objectNode();
        node.put("month", month.toString())
                .put("requests", totals.requests())
                .put("seconds", totals.time().toMillis() / MILLIS_PER_SECOND)
                .put("prompt_tokens", totals.promptTokens())
                .put("completion_tokens", totals.completionTokens())
                .put("prices_of", prices.day())
                .put("region", prices.region())
                .put("architecture", processor.text());
        ArrayNode rows = node.putArray("costs");
        for (EndpointType endpoint : EndpointType.values()) {
            for (int size : HostingCost.SIZES) {
                ObjectNode row =
                        rows.addObject().put("endpoint", endpoint.text()).put("memory_mb", size);
                parts(cost(endpoint, size)).forEach(part -> row.put(part.name() + "_usd", part.dollars()));
            }
        }
        return node;
    }

    private record CostPart(String name, double dollars) {}

    private static Stream<CostPart> parts(HostingCost cost) {
        return Stream.of(
                new CostPart("endpoint", cost.endpoint()),
                new CostPart("invocations", cost.invocations()),
                new CostPart("time", cost.time()),
                new CostPart("writes", cost.writes()),
                new CostPart("log", cost.log()),
                new CostPart("traffic", cost.traffic()),
                new CostPart("sum", cost.sum()));
    }

    private HostingCost cost(EndpointType endpoint, int size) {
        return HostingCost.of(totals, prices, endpoint, processor, size);
    }

    private double averageSeconds() {
        return totals.requests() == 0 ? 0 : totals.time().toMillis() / MILLIS_PER_SECOND / totals.requests();
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }
}
