package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tollgate.admin.KeyDirectory;
import dev.tollgate.store.RegisteredKey;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate keys list}. */
@Command(
        name = "list",
        description = "Lists all keys. After a rotation, an id appears twice while its old secret still works.")
@Dependent
final class KeysListCommand implements CliCommand, Callable<Integer> {
    private final KeyDirectory keys;
    private final Clock clock;

    @Mixin
    private CommandConsole console;

    KeysListCommand(KeyDirectory keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        List<RegisteredKey> all = keys.all();
        if (console.wantsJson()) {
            ArrayNode list = CommandConsole.NODES.arrayNode();
            all.forEach(found -> list.add(KeyReport.json(found)));
            console.json(list);
        } else if (all.isEmpty()) {
            console.note("There are no keys. `tollgate keys create ID` creates one.");
        } else {
            console.text(KeyReport.table(all, clock.instant()));
        }
        return ExitCode.DONE;
    }
}
