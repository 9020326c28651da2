package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.FlatJson;
import dev.tollgate.cli.port.EntryAdministration;
import dev.tollgate.cli.port.EntryAdministration.EntryKind;
import jakarta.enterprise.context.Dependent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tollgate get}. */
@Command(name = "get", description = "Shows aliases, providers, content policies or teams: all of them, or one.")
@Dependent
final class GetCommand implements CliCommand, Callable<Integer> {
    private final EntryAdministration entries;

    @Parameters(index = "0", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
    private EntryKind kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Default: all.")
    private @Nullable String name;

    @Option(
            names = "--definition",
            description = "Only what `tollgate set` takes, as JSON: to change it and to set it again.")
    private boolean definition;

    @Mixin
    private CommandConsole console;

    GetCommand(EntryAdministration entries) {
        this.entries = entries;
    }

    @Override
    public Integer call() {
        if (name != null) {
            one(EntryNames.require(entries, kind, name));
            return ExitCode.DONE;
        }
        List<ObjectNode> all = entries.list(kind);
        if (console.wantsJson() || definition) {
            ArrayNode list = CommandConsole.NODES.arrayNode();
            all.forEach(entry -> list.add(definition ? EntryReport.definition(kind, entry) : entry));
            console.json(list);
        } else if (all.isEmpty()) {
            console.note("There are none.");
        } else {
            console.text(EntryReport.table(kind, all));
        }
        return ExitCode.DONE;
    }

    private void one(ObjectNode entry) {
        if (definition) {
            console.json(EntryReport.definition(kind, entry));
        } else if (console.wantsJson()) {
            console.json(entry);
        } else {
            console.text(TextTable.ofFields(new LinkedHashMap<>(FlatJson.of(entry.toString()))));
        }
    }
}
