package dev.tollgate.cli;

import dev.tollgate.admin.BudgetTags;
import dev.tollgate.admin.ManifestCandidate;
import dev.tollgate.admin.ManifestCandidates;
import dev.tollgate.admin.ManifestDeployment;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate apply}. */
@Command(
        name = "apply",
        description =
                "Checks a tollgate.yaml and writes it to the config table. Keys outside the file stay as they are.")
@Dependent
final class ApplyCommand implements CliCommand, Callable<Integer> {
    private final ManifestCandidates candidates;
    private final ManifestDeployment deployment;
    private final BudgetTags tags;

    @Mixin
    private ManifestFile file;

    @Mixin
    private RemovalConsent consent;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    ApplyCommand(ManifestCandidates candidates, ManifestDeployment deployment, BudgetTags tags) {
        this.candidates = candidates;
        this.deployment = deployment;
        this.tags = tags;
    }

    @Override
    public Integer call() {
        ManifestCandidate candidate = file.candidate(candidates);
        DeploymentReport report = new DeploymentReport(console);
        report.warnings(candidate);
        consent.check(candidate, deployment);
        tags.warnings(candidate.plan()).forEach(console::note);
        report.result(deployment.apply(candidate, actor.author(), null));
        return ExitCode.DONE;
    }
}
