package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AmountFormat;
import dev.tollgate.admin.CsvText;
import dev.tollgate.cli.port.BudgetReader.BudgetLine;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The state of budgets at one moment; its table has bars. */
record BudgetsReport(Instant at, List<BudgetLine> budgets) implements CommandReport {
    private static final int PERCENT = 100;

    BudgetsReport {
        budgets = List.copyOf(budgets);
    }

    @Override
    public String table(boolean blocks) {
        TextTable table = new TextTable(
                        "WHOSE", "PER", "KIND", "LIMIT $", "SPENT $", "SET ASIDE $", "LEFT $", "USED %", "", "RENEWS")
                .right(3, 4, 5, 6, 7);
        budgets.forEach(row -> table.add(
                row.whose(),
                row.per(),
                row.kind(),
                AmountFormat.dollars(row.limitMicros()),
                AmountFormat.dollars(row.spentMicros()),
                AmountFormat.dollars(row.setAsideMicros()),
                AmountFormat.dollars(row.leftMicros()),
                Long.toString(row.usedPercent()),
                bar(row, blocks),
                row.renews().map(Instant::toString).orElse("never")));
        return table.text() + increases();
    }

    private String increases() {
        return budgets.stream()
                .flatMap(row -> row.increase().stream()
                        .map(increase -> TerminalText.line("The limit of %s per %s includes %s USD until %s: %s"
                                        .formatted(
                                                row.whose(),
                                                row.per(),
                                                AmountFormat.dollars(increase.micros()),
                                                increase.until(),
                                                increase.reason()))
                                + "\n"))
                .collect(Collectors.joining());
    }

    private static String bar(BudgetLine row, boolean blocks) {
        return AmountFormat.bar(Math.min(row.usedPercent(), PERCENT) * AmountFormat.FULL_BAR / PERCENT, blocks);
    }

    @Override
    public String csv() {
        CsvText text = new CsvText()
                .line(
                        Stream.of("whose", "per", "kind", "renews"),
                        Stream.of("limit_usd", "spent_usd", "set_aside_usd", "left_usd", "used_percent"));
        budgets.forEach(row -> text.line(
                Stream.of(
                        row.whose(),
                        row.per(),
                        row.kind(),
                        row.renews().map(Instant::toString).orElse("")),
                Stream.of(
                        AmountFormat.dollars(row.limitMicros()),
                        AmountFormat.dollars(row.spentMicros()),
                        AmountFormat.dollars(row.setAsideMicros()),
                        AmountFormat.dollars(row.leftMicros()),
                        Long.toString(row.usedPercent()))));
        return text.text();
    }

    @Override
    public ObjectNode json() {
        ObjectNode node = CommandConsole.NODES.objectNode().put("at", at.toString());
        ArrayNode list = node.putArray("budgets");
        budgets.forEach(row -> json(list.addObject(), row));
        return node;
    }

    private static void json(ObjectNode node, BudgetLine row) {
        node.put("whose", row.whose())
                .put("per", row.per())
                .put("kind", row.kind())
                .put("limit_micros", row.limitMicros())
                .put("spent_micros", row.spentMicros())
                .put("set_aside_micros", row.setAsideMicros())
                .put("left_micros", row.leftMicros())
                .put("used_percent", row.usedPercent())
                .put("renews", row.renews().map(Instant::toString).orElse(null));
        row.increase().ifPresent(increase -> node.putObject("increase")
                .put("micros", increase.micros())
                .put("until", increase.until().toString())
                .put("reason", increase.reason()));
    }
}
