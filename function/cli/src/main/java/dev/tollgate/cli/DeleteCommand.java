package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.cli.port.EntryAdministration;
import dev.tollgate.cli.port.EntryAdministration.EntryKind;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate delete}. */
@Command(
        name = "delete",
        description = "Removes an alias, a provider, a content policy or a team. It asks if keys lose something, and"
                + " refuses if other entries need it.")
@Dependent
final class DeleteCommand implements CliCommand, Callable<Integer> {
    private static final String ADVICE = " Add force=true to remove it all the same.";

    private final EntryAdministration entries;

    @Parameters(index = "0", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
    private EntryKind kind;

    @Parameters(index = "1", paramLabel = "NAME")
    private String name;

    @Mixin
    private RemovalConsent consent;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    DeleteCommand(EntryAdministration entries) {
        this.entries = entries;
    }

    @Override
    public Integer call() {
        ObjectNode seen = EntryNames.require(entries, kind, name);
        try {
            entries.delete(kind, name, seen, false, actor.author());
        } catch (AdminException inUse) {
            if (inUse.kind() != AdminErrorKind.CONFLICT || !inUse.getMessage().endsWith(ADVICE)) {
                throw inUse;
            }
            consent.check(inUse.getMessage().replace(ADVICE, ""));
            entries.delete(kind, name, seen, true, actor.author());
        }
        if (console.wantsJson()) {
            console.json(CommandConsole.NODES.objectNode().put("name", name).put("deleted", true));
        } else {
            console.line("The " + kind.noun() + " " + name + " is deleted. Gateways notice after 30 seconds.");
        }
        return ExitCode.DONE;
    }
}
