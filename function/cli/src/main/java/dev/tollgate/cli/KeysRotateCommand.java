package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.KeyAdministration;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tollgate keys rotate}. */
@Command(
        name = "rotate",
        description =
                "Gives a key a new secret and shows it once. The key's id and settings stay. The old secret ends at"
                        + " once, or at the time in --old-until.")
@Dependent
final class KeysRotateCommand implements CliCommand, Callable<Integer> {
    private final KeyAdministration keys;
    private final Clock clock;

    @Parameters(paramLabel = "ID")
    private String id;

    @Option(
            names = "--old-until",
            paramLabel = "DATE",
            description = "How long the old secret still works: 2027-01-31 or 2027-01-31T12:00:00Z.")
    private @Nullable String oldUntil;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    @Spec
    private CommandSpec spec;

    KeysRotateCommand(KeyAdministration keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        Instant until = oldUntil == null ? null : future(oldUntil);
        ObjectNode key = keys.rotate(
                id,
                until,
                actor.author(),
                secret -> KeyReport.secret(
                        console,
                        id,
                        secret,
                        "The new secret of the key " + id
                                + " could not be written to standard output and cannot be shown again. "
                                + keys.afterUnshownSecret() + " `tollgate keys rotate " + id
                                + "` gives the key another secret and ends this one."));
        if (key.hasNonNull(KeyAdministration.WARNING)) {
            console.note(key.get(KeyAdministration.WARNING).asText());
        }
        KeyReport.fileWarning(key).ifPresent(console::note);
        return ExitCode.DONE;
    }

    private Instant future(String text) {
        Instant instant = DateOption.read(spec, "--old-until", text);
        if (!instant.isAfter(clock.instant())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--old-until: expected a time in the future, such as 2027-01-31 or 2027-01-31T12:00:00Z, got "
                            + text);
        }
        return instant;
    }
}
