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
import picocli.CommandLine.Parameters;

/** {@code tollgate keys show}. */
@Command(name = "show", description = "Shows everything that the table stores about a key.")
@Dependent
final class KeysShowCommand implements CliCommand, Callable<Integer> {
    private final KeyDirectory keys;
    private final Clock clock;

    @Parameters(paramLabel = "ID")
    private String id;

    @Mixin
    private CommandConsole console;

    KeysShowCommand(KeyDirectory keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        List<RegisteredKey> found = keys.require(id);
        if (console.wantsJson()) {
            ArrayNode list = CommandConsole.NODES.arrayNode();
            found.forEach(key -> list.add(KeyReport.json(key)));
            console.json(list);
        } else {
            found.forEach(key -> console.text(KeyReport.text(key, clock.instant())));
        }
        return ExitCode.DONE;
    }
}
