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
final class ApplyCommand implements Subcommand, Callable<Integer> {
    private final SetupFiles files;
    private final Deployment deployment;
    private final BudgetTags tags;

    @Mixin
    private SetupFile file;

    @Mixin
    private EmptyFile empty;

    @Mixin
    private Who who;

    @Mixin
    private Screen screen;

    ApplyCommand(SetupFiles files, Deployment deployment, BudgetTags tags) {
        this.files = files;
        this.deployment = deployment;
        this.tags = tags;
    }

    @Override
    public Integer call() {
        Candidate candidate = files.file(file.path());
        DeploymentReport report = new DeploymentReport(screen);
        report.warnings(candidate);
        empty.check(candidate, deployment);
        tags.remarks(candidate.plan()).forEach(screen::note);
        report.result(deployment.apply(candidate, who.name(), null));
        return ExitCode.DONE;
    }
}
