package dev.tollgate.cli;

import dev.tollgate.admin.MonthRange;
import dev.tollgate.cli.port.BilledRequests;
import dev.tollgate.cli.reconcile.ExportException;
import dev.tollgate.cli.reconcile.ExportFormat;
import dev.tollgate.cli.reconcile.MeasuredAmounts;
import dev.tollgate.cli.reconcile.ProviderExport;
import dev.tollgate.cli.reconcile.RecordedUsage;
import dev.tollgate.cli.reconcile.RecordedUsage.Period;
import dev.tollgate.cli.reconcile.UsageComparison;
import dev.tollgate.route.RoutingTables;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
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
import org.jspecify.annotations.Nullable;
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
                        + " the differences. Exit status 3 if there are any.")
@Dependent
final class ReconcileCommand implements CliCommand, Callable<Integer> {
    /** Splits only at commas before a field, because the names of columns may contain commas. */
    private static final String BETWEEN_COLUMNS =
            ",(?=(?:day|model|requests|input|uncached|cached|cache_write|output|cost)=)";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_DECIMALS = 9;

    private final Instance<BilledRequests> requests;
    private final Instance<RoutingTables> tables;
    private final Clock clock;

    @Parameters(
            paramLabel = "FILE",
            description = "The export: OpenAI's usage or costs, Anthropic's usage or costs, or any other file with the"
                    + " columns in --column.")
    private Path file;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            required = true,
            description = "The provider's name in tollgate.yaml. Repeatable, if several providers share one account.")
    private List<String> providers;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "The first day to compare. Default: the first day in the file.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = "The day after the last one to compare. Default: the day after the last one in the file.")
    private @Nullable String to;

    @Option(
            names = "--column",
            paramLabel = "FIELD=COLUMN",
            split = BETWEEN_COLUMNS,
            description =
                    "The columns of an export in another format. The fields are day, model, requests, input, uncached,"
                            + " cached, cache_write, output, cost (US dollars). Comma-separated or repeated; the columns"
                            + " of one field are added up.")
    private List<String> columns = List.of();

    @Option(
            names = "--tolerance",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "The largest difference to accept, in percent of the provider's amount. Default: 0")
    private BigDecimal tolerance;

    @Option(names = "--csv", description = "Write the result as CSV.")
    private boolean csv;

    @Mixin
    private CommandConsole console;

    @Spec
    private CommandSpec spec;

    ReconcileCommand(Instance<BilledRequests> requests, Instance<RoutingTables> tables, Clock clock) {
        this.requests = requests;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public CommandNeeds needs() {
        return CommandNeeds.TABLES;
    }

    @Override
    public Integer call() {
        console.requireOneFormat(csv);
        if (tolerance.signum() < 0 || tolerance.compareTo(HUNDRED) > 0 || tolerance.scale() > MOST_DECIMALS) {
            throw wrong("--tolerance: expected 0 to 100, got " + tolerance);
        }
        ProviderExport export = read(namedColumns());
        Period period = export.days() ? days(export) : instants();
        ProviderExport compared = export.days() ? export.within(day(period.from()), day(period.until())) : export;
        RecordedUsage recorded = new RecordedUsage(Set.copyOf(providers), period, export.days(), export.models());
        fill(recorded, period);
        UsageComparison comparison = UsageComparison.of(recorded, compared, tolerance);
        requireProviders(comparison);
        console.report(
                new ReconcileReport(
                        file.toString(), new TreeSet<>(providers), period, compared, recorded, comparison, tolerance),
                csv);
        return comparison.differing().isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }

    private Optional<ExportFormat> namedColumns() {
        try {
            return columns.isEmpty() ? Optional.empty() : Optional.of(ExportFormat.named(columns));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "--column: " + wrong.getMessage(), wrong);
        }
    }

    private ProviderExport read(Optional<ExportFormat> format) {
        try {
            return ProviderExport.read(
                    file,
                    format,
                    rows -> console.progress(String.format(Locale.ROOT, "Reading %s: %,d rows", file, rows)));
        } catch (ExportException wrong) {
            throw new CommandException(ErrorMessages.message(wrong), wrong);
        }
    }

    /** The period in whole days, because the file has no times. */
    private Period days(ProviderExport export) {
        Instant first = from == null ? start(require(export.first())) : midnight("--from", from);
        Instant end = to == null ? start(require(export.last()).plusDays(1)) : midnight("--to", to);
        return period(first, end);
    }

    private LocalDate require(@Nullable LocalDate day) {
        if (day == null) {
            throw wrong(file + " has no rows: specify --from and --to");
        }
        return day;
    }

    private Period instants() {
        if (from == null || to == null) {
            throw wrong(file + " has no days: specify --from and --to");
        }
        return period(DateOption.read(spec, "--from", from), DateOption.read(spec, "--to", to));
    }

    private Period period(Instant first, Instant end) {
        DateOption.requireOrder(spec, first, end);
        DateOption.requirePast(spec, first, clock.instant());
        return new Period(first, end);
    }

    /** Reads whole months, because the report also shows usage around the period: the file may be truncated. */
    private void fill(RecordedUsage recorded, Period period) {
        Instant first = start(YearMonth.from(day(period.from())).atDay(1));
        Instant end = start(
                YearMonth.from(day(period.until().minusNanos(1))).plusMonths(1).atDay(1));
        MonthRange months = MonthRange.passed(first, end, clock.instant());
        requests.get().each(months, console::progress, recorded::add);
    }

    /** Rejects a misspelt provider: it has no usage, which would look like a difference. */
    private void requireProviders(UsageComparison comparison) {
        Set<String> known = new TreeSet<>(tables.get().current().providers().keySet());
        boolean used = !comparison.total().ours().equals(MeasuredAmounts.NONE);
        providers.stream()
                .filter(name -> !used && !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new CommandException("The provider " + name
                            + " is neither in the config table nor in the usage records of this period. The config"
                            + " table has: " + String.join(", ", known) + ".");
                });
    }

    private Instant midnight(String option, String text) {
        Instant instant = DateOption.read(spec, option, text);
        if (!instant.atOffset(ZoneOffset.UTC).toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw wrong(option + ": expected a whole day, as in the file, got " + text);
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
