package dev.tollgate.cli;

import dev.tollgate.cli.port.ConfigAdministration;
import dev.tollgate.cli.port.ConfigAdministration.CheckedChange;
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
    private final ConfigAdministration config;

    @Mixin
    private ManifestFile file;

    @Mixin
    private RemovalConsent consent;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    ApplyCommand(ConfigAdministration config) {
        this.config = config;
    }

    @Override
    public Integer call() {
        CheckedChange change = file.check(config);
        DeploymentReport report = new DeploymentReport(console);
        change.warnings().forEach(console::note);
        consent.check(change);
        report.result(change.apply(actor.author()));
        return ExitCode.DONE;
    }
}
