package dev.tollgate.cli;

import dev.tollgate.admin.MonthRange;
import dev.tollgate.cli.cost.AwsPrices;
import dev.tollgate.cli.cost.ProcessorType;
import dev.tollgate.cli.cost.RequestTotals;
import dev.tollgate.cli.port.BilledRequests;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tollgate cost}. */
@Command(
        name = "cost",
        description =
                "Estimates what a month's requests cost on Lambda, for each memory size and endpoint type. Models are"
                        + " not included: see usage.")
@Dependent
final class CostCommand implements CliCommand, Callable<Integer> {
    private final Instance<BilledRequests> requests;
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

    CostCommand(Instance<BilledRequests> requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public CommandNeeds needs() {
        return CommandNeeds.TABLES;
    }

    @Override
    public Integer call() {
        console.requireOneFormat(csv);
        Instant now = clock.instant();
        YearMonth wanted = month == null ? DateOption.monthOf(now) : DateOption.month(spec, month);
        MonthRange months = MonthRange.passed(wanted, now);
        requests.get().each(months, console::progress, request -> totals = totals.plus(request));
        console.report(new CostReport(wanted, totals, AwsPrices.packaged(), processor), csv);
        return ExitCode.DONE;
    }
}
