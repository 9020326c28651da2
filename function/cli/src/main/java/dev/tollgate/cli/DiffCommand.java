package dev.tollgate.cli;

import dev.tollgate.store.DocumentChange;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate diff}. */
@Command(
        name = "diff",
        description =
                "Shows what apply would change, field by field, and writes nothing. Exit status 3 where it would.")
@Dependent
final class DiffCommand implements Subcommand, Callable<Integer> {
    private final SetupFiles files;
    private final Deployment deployment;
    private final BudgetTags tags;

    @Mixin
    private SetupFile file;

    @Mixin
    private Screen screen;

    DiffCommand(SetupFiles files, Deployment deployment, BudgetTags tags) {
        this.files = files;
        this.deployment = deployment;
        this.tags = tags;
    }

    @Override
    public Integer call() {
        Candidate candidate = files.file(file.path());
        DeploymentReport report = new DeploymentReport(screen);
        report.warnings(candidate);
        List<DocumentChange> changes = deployment.changes(candidate);
        EmptyFile.remark(candidate, changes).ifPresent(screen::note);
        tags.remarks(candidate.plan()).forEach(screen::note);
        report.changes(changes);
        return changes.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }
}
