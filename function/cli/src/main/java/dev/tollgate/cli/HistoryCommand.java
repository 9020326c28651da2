package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.ConfigAdministration;
import dev.tollgate.store.ManifestRevision;
import jakarta.enterprise.context.Dependent;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate history}. */
@Command(name = "history", description = "Lists the applied versions, newest first; or writes the file of one version.")
@Dependent
final class HistoryCommand implements CliCommand, Callable<Integer> {
    private final ConfigAdministration config;

    @Parameters(arity = "0..1", paramLabel = "VERSION", description = "The version whose file to write.")
    private @Nullable Integer version;

    @Mixin
    private CommandConsole console;

    HistoryCommand(ConfigAdministration config) {
        this.config = config;
    }

    @Override
    public Integer call() {
        if (version != null) {
            one(config.version(version));
        } else if (console.wantsJson()) {
            ArrayNode list = CommandConsole.NODES.arrayNode();
            config.versions().forEach(revision -> list.add(json(revision)));
            console.json(list);
        } else {
            table(config.versions());
        }
        return ExitCode.DONE;
    }

    private void one(ManifestRevision revision) {
        if (console.wantsJson()) {
            console.json(json(revision).put("text", revision.text()));
        } else {
            console.text(revision.text());
        }
    }

    private void table(List<ManifestRevision> revisions) {
        if (revisions.isEmpty()) {
            console.note("Nothing has been applied with `tollgate apply` yet.");
            return;
        }
        TextTable table = new TextTable("VERSION", "WHEN", "BY", "DIGEST", "").right(0);
        revisions.forEach(revision -> table.add(
                Integer.toString(revision.number()),
                revision.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                revision.by(),
                DeploymentReport.shortDigest(revision.digest()),
                remark(revision)));
        console.text(table.text());
    }

    private static String remark(ManifestRevision revision) {
        String origin = revision.restores() == null ? "" : "back to version " + revision.restores();
        return revision.complete() ? origin : (origin + " not finished").strip();
    }

    private static ObjectNode json(ManifestRevision revision) {
        ObjectNode node = CommandConsole.NODES.objectNode();
        node.put("version", revision.number())
                .put("at", revision.at().toString())
                .put("by", revision.by())
                .put("digest", revision.digest())
                .put("complete", revision.complete());
        if (revision.restores() != null) {
            node.put("restores", revision.restores());
        }
        return node;
    }
}
