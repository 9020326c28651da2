package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.store.DocumentChange;
import dev.tollgate.store.ManifestRevision;
import java.util.List;

/** What the audit trail keeps of an applied version. The history has the rest: its text. */
record AppliedChanges(ManifestRevision revision, List<DocumentChange> changes) {
    /** An item of DynamoDB has room for more, but nobody reads more. */
    private static final int NAMED = 200;

    String json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("version", revision.number()).put("digest", revision.digest()).put("changed", changes.size());
        if (revision.restores() != null) {
            node.put("restores", revision.restores());
        }
        ArrayNode named = node.putArray("changes");
        changes.stream().limit(NAMED).map(DocumentDiff::new).forEach(diff -> named.addObject()
                .put("object", diff.name())
                .put("change", diff.kind()));
        return node.toString();
    }
}
