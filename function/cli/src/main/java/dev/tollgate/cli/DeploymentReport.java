package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.DocumentDiff;
import dev.tollgate.admin.ManifestCandidate;
import dev.tollgate.admin.ManifestDeployment;
import dev.tollgate.store.DocumentChange;
import dev.tollgate.store.ManifestRevision;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reports what was applied, or what would be. */
record DeploymentReport(CommandConsole console) {
    static final int SHOWN_OF_A_DIGEST = 12;

    void warnings(ManifestCandidate candidate) {
        candidate.warnings().forEach(warning -> console.note(warning.toString()));
    }

    void result(ManifestDeployment.Result result) {
        if (console.wantsJson()) {
            ObjectNode node = CommandConsole.NODES.objectNode();
            result.revision()
                    .ifPresentOrElse(
                            revision -> node.put("version", revision.number()).put("digest", revision.digest()),
                            () -> node.putNull("version"));
            node.set("changes", json(result.changes()));
            console.json(node);
            return;
        }
        text(result.changes());
        console.line(result.revision()
                .map(revision -> "Applied as version " + revision.number() + " (" + shortDigest(revision) + "): "
                        + summary(result.changes()) + ".")
                .orElse("Nothing to apply: the table already matches."));
    }

    void changes(List<DocumentChange> changes) {
        if (console.wantsJson()) {
            console.json(json(changes));
            return;
        }
        text(changes);
        console.line(changes.isEmpty() ? "No differences." : "Would apply: " + summary(changes) + ".");
    }

    static String shortDigest(ManifestRevision revision) {
        return revision.digest().substring(0, SHOWN_OF_A_DIGEST);
    }

    private void text(List<DocumentChange> changes) {
        changes.forEach(change -> console.text(new DocumentDiffText(new DocumentDiff(change)).text()));
    }

    private static ArrayNode json(List<DocumentChange> changes) {
        ArrayNode list = CommandConsole.NODES.arrayNode();
        changes.forEach(change -> list.add(new DocumentDiffText(new DocumentDiff(change)).json()));
        return list;
    }

    private static String summary(List<DocumentChange> changes) {
        if (changes.isEmpty()) {
            return "no document changed";
        }
        Map<String, Long> counts = changes.stream()
                .collect(Collectors.groupingBy(
                        change -> new DocumentDiff(change).kind(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
