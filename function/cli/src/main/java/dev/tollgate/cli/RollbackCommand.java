package dev.tollgate.cli;

import dev.tollgate.admin.BudgetTags;
import dev.tollgate.admin.ManifestCandidate;
import dev.tollgate.admin.ManifestCandidates;
import dev.tollgate.admin.ManifestDeployment;
import dev.tollgate.store.DynamoManifestHistory;
import dev.tollgate.store.ManifestRevision;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate rollback}. */
@Command(
        name = "rollback",
        description = "Applies a version of the history again, as a new version. The keys in it become what they were.")
@Dependent
final class RollbackCommand implements CliCommand, Callable<Integer> {
    private final DynamoManifestHistory history;
    private final ManifestCandidates candidates;
    private final ManifestDeployment deployment;
    private final BudgetTags tags;

    @Parameters(paramLabel = "VERSION", description = "A number that `tollgate history` lists.")
    private int version;

    @Mixin
    private RemovalConsent consent;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    RollbackCommand(
            DynamoManifestHistory history,
            ManifestCandidates candidates,
            ManifestDeployment deployment,
            BudgetTags tags) {
        this.history = history;
        this.candidates = candidates;
        this.deployment = deployment;
        this.tags = tags;
    }

    @Override
    public Integer call() {
        ManifestRevision revision = HistoryCommand.require(history, version);
        ManifestCandidate candidate = candidates.of(revision);
        DeploymentReport report = new DeploymentReport(console);
        report.warnings(candidate);
        consent.check(candidate, deployment);
        tags.warnings(candidate.plan()).forEach(console::note);
        report.result(deployment.apply(candidate, actor.author(), version));
        return ExitCode.DONE;
    }
}
