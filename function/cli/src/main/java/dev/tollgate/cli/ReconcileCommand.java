package dev.tollgate.cli;

import dev.tollgate.cli.reconcile.ExportException;
import dev.tollgate.cli.reconcile.ExportFormat;
import dev.tollgate.cli.reconcile.MeasuredAmounts;
import dev.tollgate.cli.reconcile.ProviderExport;
import dev.tollgate.cli.reconcile.RecordedUsage;
import dev.tollgate.cli.reconcile.RecordedUsage.Period;
import dev.tollgate.cli.reconcile.UsageComparison;
import dev.tollgate.route.RoutingTables;
import dev.tollgate.store.DynamoUsageRecords;
import jakarta.enterprise.context.Dependent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tollgate reconcile}. */
@Command(
        name = "reconcile",
        description =
                "Compares a provider's own usage export (CSV) with the usage records, by day (UTC) and model, and shows"
                        + " what differs. Exit status 3 where something does.")
@Dependent
final class ReconcileCommand implements CliCommand, Callable<Integer> {
    /** A comma in the name of a column is part of it. */
    private static final String BETWEEN_COLUMNS =
            ",(?=(?:day|model|requests|input|uncached|cached|cache_write|output|cost)=)";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_DECIMALS = 9;

    private final UsageKeys keys;
    private final DynamoUsageRecords records;
    private final RoutingTables routingTables;
    private final Clock clock;

    @Parameters(
            paramLabel = "FILE",
            description = "The export: OpenAI's usage or costs, Anthropic's usage or costs, or"
                    + " any other whose columns --column names.")
    private Path file;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            required = true,
            description = "The provider, as tollgate.yaml names it. Repeatable, where several share one account.")
    private List<String> providers;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "The first day to compare. Default: the first one of the file.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = "The first one that no longer counts. Default: the one after the last of the file.")
    private String to;

    @Option(
            names = "--column",
            paramLabel = "FIELD=COLUMN",
            split = BETWEEN_COLUMNS,
            description =
                    "Which column says what, for an export that is not known: day, model, requests, input, uncached,"
                            + " cached, cache_write, output, cost (US dollars). Several with commas, or repeated; columns of"
                            + " one field are added up.")
    private List<String> columns = List.of();

    @Option(
            names = "--tolerance",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "How much of the provider's amount a difference may be. Default: 0")
    private BigDecimal tolerance;

    @Option(names = "--csv", description = "Write the result as CSV.")
    private boolean csv;

    @Mixin
    private CommandConsole commandConsole;

    @Spec
    private CommandSpec spec;

    ReconcileCommand(UsageKeys keys, DynamoUsageRecords records, RoutingTables routingTables, Clock clock) {
        this.keys = keys;
        this.records = records;
        this.routingTables = routingTables;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        commandConsole.requireOneForm(csv);
        if (tolerance.signum() < 0 || tolerance.compareTo(HUNDRED) > 0 || tolerance.scale() > MOST_DECIMALS) {
            throw wrong("--tolerance: expected 0 to 100, got " + tolerance);
        }
        ProviderExport export = read(form());
        Period period = export.days() ? days(export) : instants();
        ProviderExport compared = export.days() ? export.within(day(period.from()), day(period.until())) : export;
        RecordedUsage books = new RecordedUsage(Set.copyOf(providers), period, export.days(), export.models());
        fill(books, period);
        UsageComparison comparison = UsageComparison.of(books, compared, tolerance);
        requireProviders(comparison);
        commandConsole.report(
                new ReconcileReport(
                        file.toString(), new TreeSet<>(providers), period, compared, books, comparison, tolerance),
                csv);
        return comparison.differing().isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }

    private Optional<ExportFormat> form() {
        try {
            return columns.isEmpty() ? Optional.empty() : Optional.of(ExportFormat.named(columns));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "--column: " + wrong.getMessage(), wrong);
        }
    }

    private ProviderExport read(Optional<ExportFormat> form) {
        try {
            return ProviderExport.read(
                    file,
                    form,
                    rows -> commandConsole.progress(String.format(Locale.ROOT, "Reading %s: %,d rows", file, rows)));
        } catch (ExportException wrong) {
            throw new CommandException(wrong.getMessage(), wrong);
        }
    }

    /** Whole days, because the file tells no more. */
    private Period days(ProviderExport export) {
        if (export.first() == null && (from == null || to == null)) {
            throw wrong(file + " has no rows: give --from and --to");
        }
        Instant first = from == null ? start(export.first()) : midnight("--from", from);
        Instant end = to == null ? start(export.last().plusDays(1)) : midnight("--to", to);
        return period(first, end);
    }

    private Period instants() {
        if (from == null || to == null) {
            throw wrong(file + " tells no days: give --from and --to");
        }
        return period(DateOption.read(spec, "--from", from), DateOption.read(spec, "--to", to));
    }

    private Period period(Instant first, Instant end) {
        DateOption.requireOrder(spec, first, end);
        DateOption.requireBegun(spec, first, clock.instant());
        return new Period(first, end);
    }

    /** Whole months: what is in them but not in the period is told, for the file may be cut. */
    private void fill(RecordedUsage books, Period period) {
        Instant first = start(YearMonth.from(day(period.from())).atDay(1));
        Instant end = start(
                YearMonth.from(day(period.until().minusNanos(1))).plusMonths(1).atDay(1));
        MonthRange monthRange = MonthRange.passed(first, end, clock.instant());
        new KeyReading(commandConsole)
                .each(
                        keys.ids(monthRange, commandConsole),
                        monthRange,
                        (key, begin, until, counted) -> records.readAttempts(key, begin, until, request -> {
                            books.add(request);
                            counted.run();
                        }));
    }

    /** A misspelt provider has used nothing, which would look like a difference. */
    private void requireProviders(UsageComparison comparison) {
        Set<String> known = new TreeSet<>(routingTables.current().providers().keySet());
        boolean used = !comparison.total().ours().equals(MeasuredAmounts.NONE);
        providers.stream()
                .filter(name -> !used && !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new CommandException("There is no provider " + name
                            + ", neither in the config table nor in records of this time. There are: "
                            + String.join(", ", known) + ".");
                });
    }

    private Instant midnight(String option, String text) {
        Instant instant = DateOption.read(spec, option, text);
        if (!instant.atOffset(ZoneOffset.UTC).toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw wrong(option + ": expected a whole day, as the file has them, got " + text);
        }
        return instant;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
