package dev.tollgate.cli.invoice;

import dev.tollgate.bill.UsageGroup;
import dev.tollgate.bill.UsageSum;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a team is charged for one month.
 *
 * @param team empty for the keys that have none
 * @param lines the most expensive first
 */
public record TeamInvoice(String team, YearMonth month, List<InvoiceLine> lines, UsageSum total) {
    /** The groups that usage must have to become invoices, in this order. */
    public static final List<UsageGroup> GROUPS = List.of(group("team"), group("key"), group("model"));

    private static final Pattern UNSAFE = Pattern.compile("[^a-z0-9.-]");

    private static final Comparator<InvoiceLine> BY_CHARGE = Comparator.comparingLong(
                    (InvoiceLine line) -> -line.sum().chargeMicros())
            .thenComparing(InvoiceLine::key)
            .thenComparing(InvoiceLine::model);

    public TeamInvoice {
        lines = List.copyOf(lines);
    }

    /** What one key used of one model. */
    public record InvoiceLine(String key, String model, UsageSum sum) {}

    /**
     * One invoice for each team, in the order of their names.
     *
     * @param usage sums by the groups of invoices
     */
    public static List<TeamInvoice> of(YearMonth month, Map<List<String>, UsageSum> usage) {
        Map<String, List<InvoiceLine>> lines = new TreeMap<>();
        usage.forEach((values, sum) -> lines.computeIfAbsent(values.get(0), _ -> new ArrayList<>())
                .add(new InvoiceLine(values.get(1), values.get(2), sum)));
        return lines.entrySet().stream()
                .map(team -> of(team.getKey(), month, team.getValue()))
                .toList();
    }

    private static TeamInvoice of(String team, YearMonth month, List<InvoiceLine> lines) {
        return new TeamInvoice(
                team,
                month,
                lines.stream().sorted(BY_CHARGE).toList(),
                lines.stream().map(InvoiceLine::sum).reduce(UsageSum.NONE, UsageSum::plus));
    }

    private static UsageGroup group(String name) {
        return UsageGroup.named(name).orElseThrow();
    }

    /** The team as a person reads it. */
    public String title() {
        return team.isEmpty() ? "without a team" : team;
    }

    /** A file name without its ending. Letters that some file system may confuse become their number, so that no two are the same. */
    public String fileName() {
        String name = UNSAFE.matcher(team)
                .replaceAll(found -> "_%x_".formatted(found.group().codePointAt(0)));
        return "invoice-" + month + (team.isEmpty() ? "-without-team" : "-team-" + name);
    }
}
