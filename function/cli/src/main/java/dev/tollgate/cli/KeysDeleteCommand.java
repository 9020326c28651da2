package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.KeyAdministration;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate keys delete}. */
@Command(
        name = "delete",
        description =
                "Removes a key with all its secrets for good, after a question. Gateways refuse them with 401; its"
                        + " usage stays.")
@Dependent
final class KeysDeleteCommand implements CliCommand, Callable<Integer> {
    private final KeyAdministration keys;

    @Parameters(paramLabel = "ID")
    private String id;

    @Mixin
    private RemovalConsent consent;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    KeysDeleteCommand(KeyAdministration keys) {
        this.keys = keys;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        requireConsent(keys.one(id));
        ObjectNode key = keys.delete(id, actor.author());
        if (console.wantsJson()) {
            console.json(CommandConsole.NODES.objectNode().put("id", id).put("deleted", true));
        } else {
            console.line("The key " + id + " is deleted. " + KeysCommand.NOTICED);
        }
        KeyReport.fileWarning(key).ifPresent(console::note);
        return ExitCode.DONE;
    }

    /** Neither the key nor its id comes back. */
    private void requireConsent(ObjectNode key) {
        String owner = key.path("team").asText(key.path("owner").asText());
        consent.check("The key " + id + (owner.isEmpty() ? "" : " of " + owner)
                + " and all its secrets stop working for good, and no other key ever gets its id.");
    }
}
