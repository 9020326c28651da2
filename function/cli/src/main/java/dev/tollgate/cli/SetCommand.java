package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.EntryAdministration;
import dev.tollgate.cli.port.EntryAdministration.EntryKind;
import dev.tollgate.manifest.YamlDocument;
import jakarta.enterprise.context.Dependent;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate set}. */
@Command(
        name = "set",
        description = "Creates or replaces an alias, a provider, a content policy or a team. What a tollgate.yaml names"
                + " belongs there: the next apply replaces it.")
@Dependent
final class SetCommand implements CliCommand, Callable<Integer> {
    private final EntryAdministration entries;

    @Parameters(index = "0", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
    private EntryKind kind;

    @Parameters(index = "1", paramLabel = "NAME")
    private String name;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "Its definition as in a tollgate.yaml, in YAML or JSON. Default: -, standard input.")
    private Path file;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    SetCommand(EntryAdministration entries) {
        this.entries = entries;
    }

    @Override
    public Integer call() {
        String source = ManifestFile.name(file);
        if (!(YamlDocument.json(source, TextFile.read(file)) instanceof ObjectNode fields)) {
            throw new CommandException(source + ": expected fields, such as `targets: [{model: openai/gpt-4o-mini}]`");
        }
        Optional<ObjectNode> seen = entries.find(kind, name);
        ObjectNode written = entries.put(kind, name, fields, seen, actor.author());
        if (console.wantsJson()) {
            console.json(written);
        } else {
            console.line("The " + kind.noun() + " " + name + " is " + (seen.isPresent() ? "changed" : "created")
                    + ". Gateways notice after 30 seconds.");
        }
        return ExitCode.DONE;
    }
}
