package dev.tollgate.admin;

import dev.tollgate.bill.UsageSum;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sums of usage in their order.
 *
 * @param groups the names of the groups
 * @param sums the sums by the values of the groups
 */
public record UsageTable(List<String> groups, Map<List<String>, UsageSum> sums) {
    private static final Set<String> TIMES = Set.of("hour", "day", "month");

    public UsageTable {
        groups = List.copyOf(groups);
    }

    /** Times are in order; all other groups are in order of cost, most expensive first. */
    public Stream<Map.Entry<List<String>, UsageSum>> rows() {
        Comparator<Map.Entry<List<String>, UsageSum>> byName =
                Comparator.comparing(row -> String.join("\u0000", row.getKey()));
        Comparator<Map.Entry<List<String>, UsageSum>> byCost =
                Comparator.comparingLong(row -> -row.getValue().costMicros());
        boolean time = !groups.isEmpty() && TIMES.contains(groups.getFirst());
        return sums.entrySet().stream().sorted(time ? byName : byCost.thenComparing(byName));
    }

    /** All columns, with dollars of six decimals, and a total at the end. */
    public String csv() {
        CsvText text = new CsvText()
                .line(
                        groups.stream(),
                        Stream.concat(
                                UsageColumn.ALL.stream().map(UsageColumn::name),
                                Stream.of("saved_usd", "cost_usd", "charge_usd")));
        rows().forEach(row -> text.line(row.getKey().stream(), numbers(row.getValue())));
        if (!groups.isEmpty()) {
            UsageSum total = sums.values().stream().reduce(UsageSum.NONE, UsageSum::plus);
            text.line(Stream.concat(Stream.of("total"), groups.stream().skip(1).map(_ -> "")), numbers(total));
        }
        return text.text();
    }

    private static Stream<String> numbers(UsageSum sum) {
        return Stream.concat(
                UsageColumn.ALL.stream()
                        .map(column -> Long.toString(column.value().applyAsLong(sum))),
                Stream.of(
                        AmountFormat.dollars(sum.cached().savedMicros()),
                        AmountFormat.known(sum, sum.costMicros()),
                        AmountFormat.known(sum, sum.chargeMicros())));
    }
}
