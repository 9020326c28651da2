package dev.tollgate.cli;

import dev.tollgate.cli.port.BudgetReader;
import dev.tollgate.cli.port.BudgetReader.BudgetLine;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    @Option(
            names = "--end-user",
            paramLabel = "NAME",
            description = "With one --key: the budget of this end user of the key, as requests name it.")
    private @Nullable String endUser;

    @Option(names = "--csv", description = "Write the result as CSV.")
    private boolean csv;

    @Mixin
    private CommandConsole console;

    @Spec
    private CommandSpec spec;

    BudgetsCommand(BudgetReader budgets, Clock clock) {
        this.budgets = budgets;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        console.requireOneFormat(csv);
        Instant now = clock.instant();
        List<BudgetLine> rows = read(now);
        console.report(new BudgetsReport(now, rows), csv);
        if (rows.isEmpty()) {
            console.note(ids.isEmpty() ? "There are no budgets." : "No budget applies to the given keys.");
        }
        return ExitCode.DONE;
    }

    private List<BudgetLine> read(Instant now) {
        if (endUser == null) {
            return budgets.read(ids, now);
        }
        if (ids.size() != 1) {
            throw new ParameterException(spec.commandLine(), "--end-user: give the one --key whose end user it is");
        }
        return List.of(budgets.ofEndUser(ids.getFirst(), endUser, now));
    }
}
