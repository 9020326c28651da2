package dev.tollgate.cli;

import dev.tollgate.admin.MonthRange;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.cli.port.UsageReader;
import dev.tollgate.cli.port.UsageReader.UsageQuery;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tollgate usage}. */
@Command(name = "usage", description = "Adds up the usage records in groups: requests, tokens and cost.")
@Dependent
final class UsageCommand implements CliCommand, Callable<Integer> {
    private final UsageReader usage;
    private final Clock clock;

    @Option(
            names = "--month",
            paramLabel = "YYYY-MM",
            description = "A whole month in UTC, such as 2026-11. Not with --from and --to.")
    private @Nullable String month;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description =
                    "The first day or instant: 2026-11-01 or 2026-11-01T12:00:00Z. Default: the month's first day.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = "The first day or instant after the period. Default: now.")
    private @Nullable String to;

    @Option(
            names = "--group-by",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "key",
            description = "key, team, alias, model, provider, day, month or tag:NAME; comma-separated. Default: key")
    private List<String> groupBy;

    @Option(names = "--key", paramLabel = "ID", description = "Only the usage of this key. Repeatable.")
    private List<String> ids = List.of();

    @Option(names = "--csv", description = "Write the result as CSV.")
    private boolean csv;

    @Mixin
    private CommandConsole console;

    @Spec
    private CommandSpec spec;

    UsageCommand(UsageReader usage, Clock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        console.requireOneFormat(csv);
        List<UsageGroup> groups = groupBy.stream().map(this::group).toList();
        Instant now = clock.instant();
        if (month != null && (from != null || to != null)) {
            throw new ParameterException(spec.commandLine(), "--month: expected it without --from and --to");
        }
        Optional<YearMonth> whole = Optional.ofNullable(month).map(text -> DateOption.month(spec, text));
        Instant first = whole.map(MonthRange::start)
                .orElseGet(() -> from == null
                        ? MonthRange.start(DateOption.monthOf(now))
                        : DateOption.read(spec, "--from", from));
        Instant last = whole.map(one -> MonthRange.start(one.plusMonths(1)))
                .orElseGet(() -> to == null ? now : DateOption.read(spec, "--to", to));
        DateOption.requireOrder(spec, first, last);
        DateOption.requirePast(spec, first, now);
        UsageQuery query = new UsageQuery(first, last, groups, ids);
        console.report(new UsageReport(query, usage.read(query, console::progress)), csv);
        return ExitCode.DONE;
    }

    private UsageGroup group(String name) {
        return UsageGroup.named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--group-by: expected " + UsageGroup.NAMES + ", got " + name));
    }
}
