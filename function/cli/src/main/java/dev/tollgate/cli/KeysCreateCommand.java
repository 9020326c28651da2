package dev.tollgate.cli;

import dev.tollgate.cli.port.KeyAdministration;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate keys create}. */
@Command(
        name = "create",
        description = "Creates a key. It shows the secret once and never again: the table stores only its SHA-256.")
@Dependent
final class KeysCreateCommand implements CliCommand, Callable<Integer> {
    private final KeyAdministration keys;

    @Parameters(paramLabel = "ID", description = "The key's id in usage records, such as team-a.")
    private String id;

    @Mixin
    private KeyFields fields;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    KeysCreateCommand(KeyAdministration keys) {
        this.keys = keys;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        KeyAdministration.IssuedKey created = keys.create(id, fields.json(), actor.author());
        KeyReport.secret(
                console,
                id,
                created.secret(),
                "The key " + id + " was created, but its secret could not be written to standard output and cannot be"
                        + " shown again. `tollgate keys rotate " + id
                        + "` gives the key another secret and ends this one.");
        if (created.key().path("state").asText().equals("expired")) {
            console.note("This key has already expired, at "
                    + created.key().path("expires").asText() + ".");
        }
        return ExitCode.DONE;
    }
}
