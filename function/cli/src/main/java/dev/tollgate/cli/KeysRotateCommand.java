package dev.tollgate.cli;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.store.RegisteredKey;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
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
                "Gives a key a new secret, shown once. Its id and what it may do stay; the old secret ends at once, or"
                        + " when --old-until says.")
@Dependent
final class KeysRotateCommand implements CliCommand, Callable<Integer> {
    private final KeyDirectory keys;
    private final Clock clock;

    @Parameters(paramLabel = "ID")
    private String id;

    @Option(
            names = "--old-until",
            paramLabel = "DATE",
            description = "How long the old secret works, too: 2027-01-31 or 2027-01-31T12:00:00Z.")
    private String oldUntil;

    @Mixin
    private ChangeActor changeActor;

    @Mixin
    private CommandConsole commandConsole;

    @Spec
    private CommandSpec spec;

    KeysRotateCommand(KeyDirectory keys, Clock clock) {
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
        List<RegisteredKey> old = keys.require(id);
        String secret = NewSecret.make();
        ApiKey key = old.getFirst().key().withFingerprint(KeyHash.of(secret));
        keys.add(key, changeActor.name());
        // Before the old ones are touched: should either fail, somebody has a secret that works.
        KeyReport.secret(
                commandConsole,
                id,
                secret,
                "The new secret of the key " + id + " was not shown, and cannot be shown again: it could not be written"
                        + " to standard output. The old one works as before. `tollgate keys rotate " + id
                        + "` gives the key another secret and ends this one.");
        old.forEach(retiring -> keys.retire(retiring, until, changeActor.name()));
        keys.fileNaming(id).ifPresent(commandConsole::note);
        return ExitCode.DONE;
    }

    private Instant future(String text) {
        Instant instant = DateOption.read(spec, "--old-until", text);
        if (!instant.isAfter(clock.instant())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--old-until: expected a time to come, such as 2027-01-31 or 2027-01-31T12:00:00Z, got " + text);
        }
        return instant;
    }
}
