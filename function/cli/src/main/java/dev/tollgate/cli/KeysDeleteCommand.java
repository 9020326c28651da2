package dev.tollgate.cli;

import dev.tollgate.admin.KeyDirectory;
import dev.tollgate.store.RegisteredKey;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate keys delete}. */
@Command(
        name = "delete",
        description = "Removes a key with all its secrets for good. Gateways refuse them with 401; its usage stays.")
@Dependent
final class KeysDeleteCommand implements CliCommand, Callable<Integer> {
    private final KeyDirectory keys;

    @Parameters(paramLabel = "ID")
    private String id;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    KeysDeleteCommand(KeyDirectory keys) {
        this.keys = keys;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        List<RegisteredKey> found = keys.require(id);
        keys.delete(found, actor.author());
        if (console.wantsJson()) {
            console.json(CommandConsole.NODES.objectNode().put("id", id).put("deleted", found.size()));
        } else {
            console.line(
                    "The key " + id + " is deleted. Gateways notice after 30 seconds; each may still serve one more"
                            + " request within 5 minutes.");
        }
        keys.fileWarning(id).ifPresent(console::note);
        return ExitCode.DONE;
    }
}
