package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.KeyListing;
import dev.tollgate.cli.port.KeyAdministration;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tollgate keys list}. */
@Command(name = "list", description = "Lists keys, with their states and limits.")
@Dependent
final class KeysListCommand implements CliCommand, Callable<Integer> {
    private final KeyAdministration keys;

    @Option(names = "--team", paramLabel = "ID", description = "Only the keys of this team.")
    private @Nullable String team;

    @Option(names = "--state", paramLabel = "STATE", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private KeyListing.@Nullable State state;

    @Option(names = "--alias", paramLabel = "NAME", description = "Only keys that may use this name.")
    private @Nullable String alias;

    @Option(names = "--search", paramLabel = "TEXT", description = "Only keys with this in an id, an alias or a tag.")
    private @Nullable String search;

    @Mixin
    private CommandConsole console;

    KeysListCommand(KeyAdministration keys) {
        this.keys = keys;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        List<ObjectNode> found = keys.list(new KeyListing.Filter(team, state, alias, search));
        if (console.wantsJson()) {
            ArrayNode list = CommandConsole.NODES.arrayNode();
            found.forEach(list::add);
            console.json(list);
        } else if (found.isEmpty()) {
            console.note("There are no such keys. `tollgate keys create ID` creates one.");
        } else {
            console.text(KeyReport.table(found));
        }
        return ExitCode.DONE;
    }
}
