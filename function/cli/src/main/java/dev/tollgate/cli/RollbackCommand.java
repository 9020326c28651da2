package dev.tollgate.cli;

import dev.tollgate.cli.port.ConfigAdministration;
import dev.tollgate.cli.port.ConfigAdministration.CheckedChange;
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
    private final ConfigAdministration config;

    @Parameters(paramLabel = "VERSION", description = "A number that `tollgate history` lists.")
    private int version;

    @Mixin
    private RemovalConsent consent;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    RollbackCommand(ConfigAdministration config) {
        this.config = config;
    }

    @Override
    public Integer call() {
        CheckedChange change = config.check(version);
        change.warnings().forEach(console::note);
        consent.check(change);
        new DeploymentReport(console).result(change.apply(actor.author()));
        return ExitCode.DONE;
    }
}
