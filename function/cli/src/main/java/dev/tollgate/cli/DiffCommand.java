package dev.tollgate.cli;

import dev.tollgate.admin.BudgetTags;
import dev.tollgate.admin.ManifestCandidate;
import dev.tollgate.admin.ManifestCandidates;
import dev.tollgate.admin.ManifestDeployment;
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
    private final ManifestCandidates candidates;
    private final ManifestDeployment deployment;
    private final BudgetTags tags;

    @Mixin
    private ManifestFile file;

    @Mixin
    private CommandConsole console;

    DiffCommand(ManifestCandidates candidates, ManifestDeployment deployment, BudgetTags tags) {
        this.candidates = candidates;
        this.deployment = deployment;
        this.tags = tags;
    }

    @Override
    public Integer call() {
        ManifestCandidate candidate = file.candidate(candidates);
        DeploymentReport report = new DeploymentReport(console);
        report.warnings(candidate);
        List<DocumentChange> changes = deployment.changes(candidate);
        RemovalConsent.warning(candidate, changes).ifPresent(console::note);
        tags.warnings(candidate.plan()).forEach(console::note);
        report.changes(changes);
        return changes.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }
}
