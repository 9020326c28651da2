package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;

/** Writes JSON as an entry of a {@code tollgate.yaml}: a line for each field. */
public final class EntryText {
    private EntryText() {}

    public static String of(ObjectNode fields) {
        return fields.properties().stream()
                .map(field -> JsonNodeFactory.instance.textNode(field.getKey()) + ": " + field.getValue())
                .collect(Collectors.joining("\n"));
    }
}
