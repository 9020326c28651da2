package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AmountFormat;
import dev.tollgate.admin.UsageColumn;
import dev.tollgate.admin.UsageTable;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.cli.port.UsageReader.UsageQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Usage in groups; its table has bars. */
record UsageReport(UsageQuery query, Map<List<String>, UsageSum> sums, UsageSum total) implements CommandReport {
    UsageReport(UsageQuery query, Map<List<String>, UsageSum> sums) {
        this(query, sums, sums.values().stream().reduce(UsageSum.NONE, UsageSum::plus));
    }

    /** Leaves out columns that contain only zeros, and savings of nothing, and the charges if they equal the costs. */
    @Override
    public String table(boolean blocks) {
        List<UsageColumn> columns = UsageColumn.ALL.stream()
                .filter(column ->
                        column.name().equals("requests") || column.value().applyAsLong(total) > 0)
                .toList();
        List<String> head = new ArrayList<>(query.groups().stream()
                .map(group -> group.name().toUpperCase(Locale.ROOT))
                .toList());
        columns.forEach(column -> head.add(column.title()));
        boolean charged = charged();
        boolean saved = total.cached().savedMicros() > 0;
        head.addAll(amounts(saved, charged, "SAVED $", "COST $", "CHARGE $"));
        head.add("");
        TextTable table = new TextTable(head.toArray(String[]::new))
                .right(IntStream.range(query.groups().size(), head.size() - 1)
                        .boxed()
                        .toArray(Integer[]::new));
        long most = rows().mapToLong(row -> length(row.getValue())).max().orElse(0);
        rows().forEach(row -> table.add(cells(
                row.getKey().stream()
                        .map(value -> value.isEmpty() ? "(none)" : value)
                        .toList(),
                columns,
                amounts(saved, charged, row.getValue()),
                row.getValue(),
                bar(length(row.getValue()), most, blocks))));
        List<String> last =
                new ArrayList<>(query.groups().stream().map(group -> "").toList());
        last.set(0, "total");
        table.add(cells(last, columns, amounts(saved, charged, total), total, ""));
        return table.text() + remarks();
    }

    @Override
    public String csv() {
        return sorted().csv();
    }

    @Override
    public ObjectNode json() {
        ObjectNode node = CommandConsole.NODES.objectNode();
        node.put("from", query.from().toString()).put("to", query.until().toString());
        ArrayNode rows = node.putArray("groups");
        rows().forEach(row -> {
            ObjectNode group = rows.addObject();
            for (int index = 0; index < query.groups().size(); index++) {
                group.put(query.groups().get(index).name(), row.getKey().get(index));
            }
            numbers(group, row.getValue());
        });
        numbers(node.putObject("total"), total);
        return node;
    }

    private Stream<Map.Entry<List<String>, UsageSum>> rows() {
        return sorted().rows();
    }

    private UsageTable sorted() {
        return new UsageTable(query.groups().stream().map(UsageGroup::name).toList(), sums);
    }

    private static String[] cells(
            List<String> group, List<UsageColumn> columns, List<String> amounts, UsageSum sum, String bar) {
        List<String> cells = new ArrayList<>(group);
        columns.forEach(column ->
                cells.add(String.format(Locale.ROOT, "%,d", column.value().applyAsLong(sum))));
        cells.addAll(amounts);
        cells.add(bar);
        return cells.toArray(String[]::new);
    }

    private static List<String> amounts(boolean saved, boolean charged, UsageSum sum) {
        return amounts(
                saved,
                charged,
                AmountFormat.dollars(sum.cached().savedMicros()),
                AmountFormat.known(sum, sum.costMicros()),
                AmountFormat.known(sum, sum.chargeMicros()));
    }

    private static List<String> amounts(
            boolean withSaved, boolean withCharge, String saved, String cost, String charge) {
        List<String> amounts = new ArrayList<>();
        if (withSaved) {
            amounts.add(saved);
        }
        amounts.add(cost);
        if (withCharge) {
            amounts.add(charge);
        }
        return amounts;
    }

    private boolean charged() {
        return sums.values().stream().anyMatch(sum -> sum.chargeMicros() != sum.costMicros());
    }

    /** Bars show costs, or requests if nothing has a cost. */
    private long length(UsageSum sum) {
        return total.costMicros() == 0 ? sum.requests() : sum.costMicros();
    }

    private static String bar(long length, long most, boolean blocks) {
        return AmountFormat.bar(most == 0 ? 0 : Math.round((double) length * AmountFormat.FULL_BAR / most), blocks);
    }

    private String remarks() {
        StringBuilder text = new StringBuilder();
        remark(text, total.unpriced(), "without a known price: their cost is not in the sum");
        remark(text, total.pending(), "still in progress: their tokens and cost are not in the sum");
        remark(text, total.abandoned(), "abandoned by an environment that died: their tokens and cost are unknown");
        return text.toString();
    }

    private static void remark(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(String.format(Locale.ROOT, "%,d request%s %s.%n", count, count == 1 ? "" : "s", what));
        }
    }

    private static void numbers(ObjectNode node, UsageSum sum) {
        UsageColumn.ALL.forEach(column -> node.put(column.name(), column.value().applyAsLong(sum)));
        node.put("saved_micros", sum.cached().savedMicros());
        node.put("cost_micros", sum.costMicros());
        node.put("charge_micros", sum.chargeMicros());
    }
}
