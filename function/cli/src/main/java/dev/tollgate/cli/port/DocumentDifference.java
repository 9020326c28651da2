package dev.tollgate.cli.port;

import dev.tollgate.admin.DocumentDiff;
import dev.tollgate.admin.DocumentDiff.FieldChange;
import java.util.List;

/**
 * What changes in one document of the config table.
 *
 * @param name such as {@code alias#smart}
 * @param kind {@code added}, {@code changed} or {@code removed}
 * @param fields those that differ
 */
public record DocumentDifference(String name, String kind, List<FieldChange> fields) {
    /** The kind of a document that a change removes. */
    public static final String REMOVED = "removed";

    public DocumentDifference {
        fields = List.copyOf(fields);
    }

    /** The same of a change in the table. */
    public static DocumentDifference of(DocumentDiff diff) {
        return new DocumentDifference(diff.name(), diff.kind(), diff.fields());
    }
}
