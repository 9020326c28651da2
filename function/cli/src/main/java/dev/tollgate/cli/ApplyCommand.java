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

    @Mixin
    private SetupFile file;

    @Mixin
    private Who who;

    @Mixin
    private Screen screen;

    ApplyCommand(SetupFiles files, Deployment deployment) {
        this.files = files;
        this.deployment = deployment;
    }

    @Override
    public Integer call() {
        Candidate candidate = files.file(file.path());
        DeploymentReport report = new DeploymentReport(screen);
        report.warnings(candidate);
        report.result(deployment.apply(candidate, who.name(), null));
        return ExitCode.DONE;
    }
}
