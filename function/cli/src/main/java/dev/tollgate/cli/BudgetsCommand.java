package dev.tollgate.cli;

import dev.tollgate.cli.port.BudgetReader;
import dev.tollgate.cli.port.BudgetReader.BudgetLine;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tollgate budgets}. */
@Command(
        name = BudgetsCommand.NAME,
        description = "Shows the current period of each budget of keys and tags: what is spent, set aside for requests"
                + " in progress, and left.")
@Dependent
final class BudgetsCommand implements CliCommand, Callable<Integer> {
    static final String NAME = "budgets";

    private final BudgetReader budgets;
    private final Clock clock;

    @Option(
            names = "--key",
            paramLabel = "ID",
            description = "Only the budgets of this key, and those of its tags. Repeatable.")
    private List<String> ids = List.of();

    @Option(names = "--csv", description = "Write the result as CSV.")
    private boolean csv;

    @Mixin
    private CommandConsole console;

    BudgetsCommand(BudgetReader budgets, Clock clock) {
        this.budgets = budgets;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        console.requireOneFormat(csv);
        Instant now = clock.instant();
        List<BudgetLine> rows = budgets.read(ids, now);
        console.report(new BudgetsReport(now, rows), csv);
        if (rows.isEmpty()) {
            console.note(ids.isEmpty() ? "There are no budgets." : "No budget applies to the given keys.");
        }
        return ExitCode.DONE;
    }
}
