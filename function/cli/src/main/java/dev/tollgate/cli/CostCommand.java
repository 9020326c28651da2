package dev.tollgate.cli;

import dev.tollgate.admin.MonthRange;
import dev.tollgate.cli.cost.AwsPrices;
import dev.tollgate.cli.cost.ProcessorType;
import dev.tollgate.cli.cost.RequestTotals;
import dev.tollgate.store.DynamoUsageRecords;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tollgate cost}. */
@Command(
        name = "cost",
        description =
                "Estimates what a month's requests cost on Lambda, for each memory size and endpoint type. Models are"
                        + " not included: see usage.")
@Dependent
final class CostCommand implements CliCommand, Callable<Integer> {
    private final UsageKeys keys;
    private final DynamoUsageRecords records;
    private final Clock clock;

    @Option(names = "--month", paramLabel = "MONTH", description = "Such as 2026-11, in UTC. Default: this month.")
    private @Nullable String month;

    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            defaultValue = "arm64",
            description = "arm64 or x86_64. Default: arm64")
    private ProcessorType processor;

    @Option(names = "--csv", description = "Write the result as CSV.")
    private boolean csv;

    @Mixin
    private CommandConsole console;

    @Spec
    private CommandSpec spec;

    private RequestTotals totals = RequestTotals.NONE;

    CostCommand(UsageKeys keys, DynamoUsageRecords records, Clock clock) {
        this.keys = keys;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        console.requireOneFormat(csv);
        Instant now = clock.instant();
        YearMonth wanted = month == null ? YearMonth.from(now.atOffset(ZoneOffset.UTC)) : read(month);
        Instant first = start(wanted);
        Instant last = start(wanted.plusMonths(1));
        MonthRange months = MonthRange.passed(first, last, now);
        new KeyReading(console)
                .each(
                        keys.ids(months, console),
                        months,
                        records::readAttempts,
                        request -> totals = totals.plus(request));
        console.report(new CostReport(wanted, totals, AwsPrices.packaged(), processor), csv);
        return ExitCode.DONE;
    }

    private YearMonth read(String text) {
        try {
            YearMonth read = YearMonth.parse(text);
            if (MonthRange.POSSIBLE_YEARS.isValidIntValue(read.getYear())) {
                return read;
            }
        } catch (DateTimeException _) {
            // The message below names the form for both.
        }
        throw new ParameterException(
                spec.commandLine(), "--month: expected a month such as 2026-11, from 2000 to 9999, got " + text);
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
