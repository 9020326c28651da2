package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.cli.port.EntryAdministration;
import dev.tollgate.cli.port.EntryAdministration.EntryKind;

/** Finds entries by their names. */
final class EntryNames {
    private EntryNames() {}

    /** Throws {@link AdminException} if there is none of this name, with the name that was perhaps meant. */
    static ObjectNode require(EntryAdministration entries, EntryKind kind, String name) {
        return entries.find(kind, name)
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.NOT_FOUND,
                        "There is no " + kind.noun() + " " + name + "."
                                + SimilarNames.advice(
                                        name,
                                        entries.list(kind).stream()
                                                .map(entry -> entry.path(kind == EntryKind.TEAMS ? "id" : "name")
                                                        .asText())
                                                .toList())));
    }
}
