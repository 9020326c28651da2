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

    @Mixin
    private SetupFile file;

    @Mixin
    private Screen screen;

    DiffCommand(SetupFiles files, Deployment deployment) {
        this.files = files;
        this.deployment = deployment;
    }

    @Override
    public Integer call() {
        Candidate candidate = files.file(file.path());
        DeploymentReport report = new DeploymentReport(screen);
        report.warnings(candidate);
        List<DocumentChange> changes = deployment.changes(candidate);
        report.changes(changes);
        return changes.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }
}
