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
                "Shows what apply would change, field by field, and writes nothing. Exit status 3 if it would change"
                        + " something.")
@Dependent
final class DiffCommand implements CliCommand, Callable<Integer> {
    private final ManifestFiles files;
    private final ManifestDeployment deployment;
    private final BudgetTags tags;

    @Mixin
    private ManifestFile file;

    @Mixin
    private CommandConsole console;

    DiffCommand(ManifestFiles files, ManifestDeployment deployment, BudgetTags tags) {
        this.files = files;
        this.deployment = deployment;
        this.tags = tags;
    }

    @Override
    public Integer call() {
        ManifestCandidate candidate = files.file(file.path());
        DeploymentReport report = new DeploymentReport(console);
        report.warnings(candidate);
        List<DocumentChange> changes = deployment.changes(candidate);
        EmptyFile.warning(candidate, changes).ifPresent(console::note);
        tags.warnings(candidate.plan()).forEach(console::note);
        report.changes(changes);
        return changes.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }
}
