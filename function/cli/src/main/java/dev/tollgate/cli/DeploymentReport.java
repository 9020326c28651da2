package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.ConfigAdministration.AppliedVersion;
import dev.tollgate.cli.port.DocumentDifference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reports what was applied, or what would be. */
record DeploymentReport(CommandConsole console) {
    static final int SHOWN_OF_A_DIGEST = 12;

    void result(AppliedVersion result) {
        if (console.wantsJson()) {
            ObjectNode node = CommandConsole.NODES.objectNode();
            result.version()
                    .ifPresentOrElse(
                            revision -> node.put("version", revision.number()).put("digest", revision.digest()),
                            () -> node.putNull("version"));
            node.set("changes", json(result.changes()));
            console.json(node);
            return;
        }
        text(result.changes());
        console.line(result.version()
                .map(revision -> "Applied as version " + revision.number() + " (" + shortDigest(revision.digest())
                        + "): " + summary(result.changes()) + ".")
                .orElse("Nothing to apply: the table already matches."));
    }

    void changes(List<DocumentDifference> changes) {
        if (console.wantsJson()) {
            console.json(json(changes));
            return;
        }
        text(changes);
        console.line(changes.isEmpty() ? "No differences." : "Would apply: " + summary(changes) + ".");
    }

    static String shortDigest(String digest) {
        return digest.substring(0, Math.min(SHOWN_OF_A_DIGEST, digest.length()));
    }

    private void text(List<DocumentDifference> changes) {
        changes.forEach(change -> console.text(new DocumentDiffText(change).text(CommandConsole.colours())));
    }

    private static ArrayNode json(List<DocumentDifference> changes) {
        ArrayNode list = CommandConsole.NODES.arrayNode();
        changes.forEach(change -> list.add(new DocumentDiffText(change).json()));
        return list;
    }

    private static String summary(List<DocumentDifference> changes) {
        if (changes.isEmpty()) {
            return "no document changed";
        }
        Map<String, Long> counts = changes.stream()
                .collect(Collectors.groupingBy(DocumentDifference::kind, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
