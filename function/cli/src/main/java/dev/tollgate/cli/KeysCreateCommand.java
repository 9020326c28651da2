package dev.tollgate.cli;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.manifest.ManifestException;
import dev.tollgate.manifest.ManifestReader;
import dev.tollgate.route.RoutingTables;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate keys create}. */
@Command(
        name = "create",
        description = "Makes a key. Its secret is shown once, and never again: only its SHA-256 is stored.")
@Dependent
final class KeysCreateCommand implements CliCommand, Callable<Integer> {
    private final KeyDirectory keys;
    private final ManifestFiles files;
    private final RoutingTables routingTables;
    private final Clock clock;

    @Parameters(paramLabel = "ID", description = "What its usage is booked under, such as team-a.")
    private String id;

    @Mixin
    private KeyFields fields;

    @Mixin
    private ChangeActor changeActor;

    @Mixin
    private CommandConsole commandConsole;

    KeysCreateCommand(KeyDirectory keys, ManifestFiles files, RoutingTables routingTables, Clock clock) {
        this.keys = keys;
        this.files = files;
        this.routingTables = routingTables;
        this.clock = clock;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        String secret = NewSecret.make();
        ApiKey key = read(KeyHash.of(secret));
        if (!keys.of(id).isEmpty()) {
            throw new CommandException(
                    "There is a key " + id + " already. `tollgate keys rotate " + id + "` gives it a new secret.");
        }
        keys.add(key, changeActor.name());
        KeyReport.secret(
                commandConsole,
                id,
                secret,
                "The key " + id + " is made, but its secret was not shown, and cannot be shown again: it could not be"
                        + " written to standard output. `tollgate keys rotate " + id
                        + "` gives the key another secret and ends this one.");
        if (key.expiredAt(clock.instant())) {
            commandConsole.note("This key has ended already: it expired at " + key.expires() + ".");
        }
        return ExitCode.DONE;
    }

    private ApiKey read(KeyHash keyHash) {
        try {
            return new ManifestReader(files.rules(System::getenv))
                    .key(id, fields.yaml(keyHash), routingTables.current());
        } catch (ManifestException wrong) {
            throw new CommandException(
                    wrong.problems().stream()
                            .map(problem -> problem.path().isEmpty()
                                    ? problem.message()
                                    : problem.path() + ": " + problem.message())
                            .collect(Collectors.joining("\n")),
                    wrong);
        }
    }
}
