package dev.tollgate.cli;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.guardrail.ContentPolicies;
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
        description = "Creates a key. It shows the secret once and never again: the table stores only its SHA-256.")
@Dependent
final class KeysCreateCommand implements CliCommand, Callable<Integer> {
    private final KeyDirectory keys;
    private final ManifestFiles files;
    private final RoutingTables tables;
    private final ContentPolicies policies;
    private final Clock clock;

    @Parameters(paramLabel = "ID", description = "The key's id in usage records, such as team-a.")
    private String id;

    @Mixin
    private KeyFields fields;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    KeysCreateCommand(
            KeyDirectory keys, ManifestFiles files, RoutingTables tables, ContentPolicies policies, Clock clock) {
        this.keys = keys;
        this.files = files;
        this.tables = tables;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        String secret = NewSecret.generate();
        ApiKey key = read(KeyHash.of(secret));
        if (!keys.of(id).isEmpty()) {
            throw new CommandException(
                    "The key " + id + " already exists. `tollgate keys rotate " + id + "` gives it a new secret.");
        }
        keys.add(key, actor.name());
        KeyReport.secret(
                console,
                id,
                secret,
                "The key " + id + " was created, but its secret could not be written to standard output and cannot be"
                        + " shown again. `tollgate keys rotate " + id
                        + "` gives the key another secret and ends this one.");
        if (key.expiredAt(clock.instant())) {
            console.note("This key has already expired, at " + key.expires() + ".");
        }
        return ExitCode.DONE;
    }

    private ApiKey read(KeyHash keyHash) {
        try {
            return new ManifestReader(files.rules(System::getenv))
                    .key(
                            id,
                            fields.yaml(keyHash),
                            tables.current(),
                            policies.current().keySet());
        } catch (ManifestException wrong) {
            throw new CommandException(
                    wrong.problems().stream()
                            // Without the file and line of a problem: the user has typed options.
                            .map(problem -> problem.path().isEmpty()
                                    ? problem.message()
                                    : problem.path() + ": " + problem.message())
                            .collect(Collectors.joining("\n")),
                    wrong);
        }
    }
}
