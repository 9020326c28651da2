package dev.tollgate.cli;

import dev.tollgate.cli.port.ConfigAdministration;
import dev.tollgate.cli.port.ConfigAdministration.CheckedChange;
import dev.tollgate.cli.port.DocumentDifference;
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
    private final ConfigAdministration config;

    @Mixin
    private ManifestFile file;

    @Mixin
    private CommandConsole console;

    DiffCommand(ConfigAdministration config) {
        this.config = config;
    }

    @Override
    public Integer call() {
        CheckedChange change = file.check(config);
        change.warnings().forEach(console::note);
        RemovalConsent.warning(change).ifPresent(console::note);
        List<DocumentDifference> changes = change.changes();
        new DeploymentReport(console).changes(changes);
        return changes.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }
}
