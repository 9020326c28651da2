package dev.tollgate.cli;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Fingerprint;
import dev.tollgate.route.Routes;
import dev.tollgate.setup.SetupFailure;
import dev.tollgate.setup.SetupReader;
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
final class KeysCreateCommand implements Subcommand, Callable<Integer> {
    private final KeyBook keys;
    private final SetupFiles files;
    private final Routes routes;
    private final Clock clock;

    @Parameters(paramLabel = "ID", description = "What its usage is booked under, such as team-a.")
    private String id;

    @Mixin
    private KeyFields fields;

    @Mixin
    private Who who;

    @Mixin
    private Screen screen;

    KeysCreateCommand(KeyBook keys, SetupFiles files, Routes routes, Clock clock) {
        this.keys = keys;
        this.files = files;
        this.routes = routes;
        this.clock = clock;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        String secret = NewSecret.make();
        ApiKey key = read(Fingerprint.of(secret));
        if (!keys.of(id).isEmpty()) {
            throw new CommandFailure(
                    "There is a key " + id + " already. `tollgate keys rotate " + id + "` gives it a new secret.");
        }
        keys.add(key, who.name());
        KeyReport.secret(
                screen,
                id,
                secret,
                "The key " + id + " is made, but its secret was not shown, and cannot be shown again: it could not be"
                        + " written to standard output. `tollgate keys rotate " + id
                        + "` gives the key another secret and ends this one.");
        if (key.expiredAt(clock.instant())) {
            screen.note("This key has ended already: it expired at " + key.expires() + ".");
        }
        return ExitCode.DONE;
    }

    private ApiKey read(Fingerprint fingerprint) {
        try {
            return new SetupReader(files.rules(System::getenv)).key(id, fields.yaml(fingerprint), routes.current());
        } catch (SetupFailure wrong) {
            throw new CommandFailure(
                    wrong.problems().stream()
                            .map(problem -> problem.path().isEmpty()
                                    ? problem.message()
                                    : problem.path() + ": " + problem.message())
                            .collect(Collectors.joining("\n")),
                    wrong);
        }
    }
}
