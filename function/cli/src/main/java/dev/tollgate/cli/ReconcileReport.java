package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.CsvText;
import dev.tollgate.cli.reconcile.AmountCaveats;
import dev.tollgate.cli.reconcile.MeasuredAmounts;
import dev.tollgate.cli.reconcile.ProviderExport;
import dev.tollgate.cli.reconcile.RecordedUsage;
import dev.tollgate.cli.reconcile.RecordedUsage.Period;
import dev.tollgate.cli.reconcile.UsageComparison;
import dev.tollgate.cli.reconcile.UsageComparison.Line;
import dev.tollgate.cli.reconcile.UsageMeasure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The differences between an export and our usage records. */
record ReconcileReport(
        String file,
        Set<String> providers,
        Period period,
        ProviderExport export,
        RecordedUsage recorded,
        UsageComparison comparison,
        BigDecimal tolerancePercent)
        implements CommandReport {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    /** A line for each measure that differs, and one for each measure of the total. */
    @Override
    public String table(boolean blocks) {
        List<String> head = new ArrayList<>();
        if (export.days()) {
            head.add("DAY");
        }
        if (export.models()) {
            head.add("MODEL");
        }
        int labels = head.size();
        head.addAll(List.of("", "OURS", "THEIRS", "DIFFERENCE", "%", "IN OURS"));
        TextTable table =
                new TextTable(head.toArray(String[]::new)).right(labels + 1, labels + 2, labels + 3, labels + 4);
        comparison.differing().forEach(line -> rows(table, labels(line), line, line.differing()));
        rows(table, List.of("total", "").subList(0, labels), comparison.total(), comparison.measures());
        return head() + table.text() + remarks();
    }

    private String head() {
        return String.format(
                Locale.ROOT,
                "%s against %s, %s, from %s until %s%n",
                String.join(", ", providers),
                file,
                export.format(),
                period.from(),
                period.until());
    }

    private List<String> labels(Line line) {
        return Stream.concat(
                        line.day().stream().map(LocalDate::toString),
                        line.model().stream().map(model -> model.isEmpty() ? "(none)" : model))
                .toList();
    }

    private void rows(TextTable table, List<String> labels, Line line, Set<UsageMeasure> measures) {
        String caveats = caveats(line.caveats());
        for (UsageMeasure measure : comparison.measures()) {
            if (measures.contains(measure)) {
                List<String> cells = new ArrayList<>(labels);
                cells.add(measure == UsageMeasure.COST ? "cost $" : measure.label());
                cells.add(grouped(measure, line.ours().get(measure)));
                cells.add(grouped(measure, line.theirs().get(measure)));
                cells.add(signed(measure, line.difference(measure)));
                cells.add(percent(line, measure));
                cells.add(caveats);
                table.add(cells.toArray(String[]::new));
                caveats = "";
            }
        }
    }

    private static String grouped(UsageMeasure measure, BigDecimal amount) {
        return measure == UsageMeasure.COST
                ? measure.text(amount)
                : String.format(Locale.ROOT, "%,d", amount.toBigInteger());
    }

    private static String signed(UsageMeasure measure, BigDecimal difference) {
        return (difference.signum() > 0 ? "+" : "") + grouped(measure, difference);
    }

    /** The difference in percent of the provider's amount; empty if that is 0. */
    private static String percent(Line line, UsageMeasure measure) {
        BigDecimal theirs = line.theirs().get(measure);
        return theirs.signum() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%+.2f",
                        line.difference(measure).multiply(HUNDRED).divide(theirs.abs(), 2, RoundingMode.HALF_UP));
    }

    private static String caveats(AmountCaveats caveats) {
        List<String> words = new ArrayList<>();
        each(caveats, (name, count) -> {
            if (count > 0 && !name.equals("counted")) {
                words.add(String.format(Locale.ROOT, "%,d %s", count, name.replace('_', ' ')));
            }
        });
        return String.join(", ", words);
    }

    private static void each(AmountCaveats caveats, BiConsumer<String, Long> to) {
        to.accept("counted", caveats.counted());
        to.accept("estimated", caveats.estimated());
        to.accept("unpriced", caveats.unpriced());
        to.accept("uncounted", caveats.uncounted());
        to.accept("over_midnight", caveats.overMidnight());
    }

    private String remarks() {
        StringBuilder text = new StringBuilder();
        int differing = comparison.differing().size();
        String all = String.format(Locale.ROOT, "%,d", comparison.lines().size());
        text.append(
                differing == 0
                        ? "Nothing differs in " + all + " groups."
                        : String.format(Locale.ROOT, "%,d of %s groups differ.", differing, all));
        text.append(
                tolerancePercent.signum() == 0
                        ? "\n"
                        : " Differences up to " + tolerancePercent.toPlainString() + " % are accepted.\n");
        comparison.names().merged().forEach((name, names) -> text.append("Compared as one model: ")
                .append(String.join(", ", names))
                .append(".\n"));
        remark(text, recorded.pending(), "still in progress: the provider is not known yet");
        remark(text, recorded.abandoned(), "abandoned by an environment that died: provider and usage are unknown");
        remark(
                text,
                recorded.outside().caveats().counted(),
                "outside this period, in the same months: " + outsideCost() + " dollars");
        return text.toString();
    }

    private String outsideCost() {
        return UsageMeasure.COST.text(recorded.outside().amounts().get(UsageMeasure.COST));
    }

    private static void remark(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(String.format(Locale.ROOT, "%,d request%s %s.%n", count, count == 1 ? "" : "s", what));
        }
    }

    /** A line for each measure that differs; day or model are empty if the export does not have them. */
    @Override
    public String csv() {
        List<String> caveats = new ArrayList<>();
        each(AmountCaveats.NONE, (name, count) -> caveats.add(name));
        CsvText text = new CsvText()
                .line(
                        Stream.of("day", "model", "measure"),
                        Stream.concat(Stream.of("ours", "theirs", "difference"), caveats.stream()));
        for (Line line : comparison.differing()) {
            line.differing()
                    .forEach(measure -> text.line(
                            Stream.of(
                                    line.day().map(LocalDate::toString).orElse(""),
                                    line.model().orElse(""),
                                    measure.label()),
                            numbers(line, measure)));
        }
        return text.text();
    }

    private static Stream<String> numbers(Line line, UsageMeasure measure) {
        List<String> numbers = new ArrayList<>(List.of(
                measure.text(line.ours().get(measure)),
                measure.text(line.theirs().get(measure)),
                measure.text(line.difference(measure))));
        each(line.caveats(), (name, count) -> numbers.add(count.toString()));
        return numbers.stream();
    }

    /** Costs are in micro-dollars; a provider's cost may have decimals of them. */
    @Override
    public ObjectNode json() {
        ObjectNode node = CommandConsole.NODES.objectNode();
        node.put("file", file).put("form", export.format());
        providers.forEach(node.putArray("providers")::add);
        node.put("from", period.from().toString()).put("to", period.until().toString());
        node.put("tolerance_percent", tolerancePercent);
        comparison.measures().forEach(measure -> node.withArray("measures").add(name(measure)));
        node.put("groups", comparison.lines().size());
        ArrayNode lines = node.putArray("differing");
        comparison.differing().forEach(line -> {
            ObjectNode one = lines.addObject();
            line.day().ifPresent(day -> one.put("day", day.toString()));
            line.model().ifPresent(model -> one.put("model", model));
            put(one, line);
            line.differing().forEach(measure -> one.withArray("differs_in").add(name(measure)));
        });
        put(node.putObject("total"), comparison.total());
        ObjectNode merged = node.putObject("taken_for_one");
        comparison.names().merged().forEach((name, names) -> names.forEach(merged.putArray(name)::add));
        node.put("pending_requests", recorded.pending()).put("abandoned_requests", recorded.abandoned());
        ObjectNode outside = node.putObject("outside_of_period");
        put(outside, recorded.outside().amounts());
        return node;
    }

    private void put(ObjectNode node, Line line) {
        put(node.putObject("ours"), line.ours());
        put(node.putObject("theirs"), line.theirs());
        ObjectNode difference = node.putObject("difference");
        comparison.measures().forEach(measure -> put(difference, measure, line.difference(measure)));
        ObjectNode caveats = node.putObject("in_ours");
        each(line.caveats(), caveats::put);
    }

    private static void put(ObjectNode node, MeasuredAmounts amounts) {
        amounts.byMeasure().forEach((measure, amount) -> put(node, measure, amount));
    }

    private static void put(ObjectNode node, UsageMeasure measure, BigDecimal amount) {
        BigDecimal exact = measure == UsageMeasure.COST ? amount.multiply(MICROS) : amount;
        node.put(name(measure), new BigDecimal(exact.stripTrailingZeros().toPlainString()));
    }

    private static String name(UsageMeasure measure) {
        return measure == UsageMeasure.COST ? "cost_micros" : measure.label();
    }
}
