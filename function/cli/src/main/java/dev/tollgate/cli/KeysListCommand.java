package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
        description = "Lists all keys. After a rotate, an id may stand here twice while the old secret works.")
@Dependent
final class KeysListCommand implements CliCommand, Callable<Integer> {
    private final KeyDirectory keys;
    private final Clock clock;

    @Mixin
    private CommandConsole commandConsole;

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
        if (commandConsole.wantsJson()) {
            ArrayNode list = CommandConsole.NODES.arrayNode();
            all.forEach(found -> list.add(KeyReport.json(found)));
            commandConsole.json(list);
        } else if (all.isEmpty()) {
            commandConsole.note("There are no keys. `tollgate keys create ID` makes one.");
        } else {
            commandConsole.text(KeyReport.table(all, clock.instant()));
        }
        return ExitCode.DONE;
    }
}
