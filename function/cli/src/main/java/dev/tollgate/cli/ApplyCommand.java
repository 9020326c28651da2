package dev.tollgate.cli;

import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate apply}. */
@Command(
        name = "apply",
        description = "Checks a tollgate.yaml and makes the config table hold it. Keys that it does not name stay.")
@Dependent
final class ApplyCommand implements CliCommand, Callable<Integer> {
    private final ManifestFiles files;
    private final ManifestDeployment deployment;
    private final BudgetTags tags;

    @Mixin
    private ManifestFile file;

    @Mixin
    private EmptyFile empty;

    @Mixin
    private ChangeActor changeActor;

    @Mixin
    private CommandConsole commandConsole;

    ApplyCommand(ManifestFiles files, ManifestDeployment deployment, BudgetTags tags) {
        this.files = files;
        this.deployment = deployment;
        this.tags = tags;
    }

    @Override
    public Integer call() {
        ManifestCandidate candidate = files.file(file.path());
        DeploymentReport report = new DeploymentReport(commandConsole);
        report.warnings(candidate);
        empty.check(candidate, deployment);
        tags.remarks(candidate.plan()).forEach(commandConsole::note);
        report.result(deployment.apply(candidate, changeActor.name(), null));
        return ExitCode.DONE;
    }
}
