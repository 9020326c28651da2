package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.DocumentDiff;
import dev.tollgate.admin.DocumentDiff.FieldChange;

/** How a change of a document is printed. */
record DocumentDiffText(DocumentDiff diff) {

    /** A line for the document, and one for each field that differs. */
    String text() {
        String sign =
                switch (diff.kind()) {
                    case "added" -> "+ ";
                    case "removed" -> "- ";
                    default -> "~ ";
                };
        StringBuilder text =
                new StringBuilder(sign).append(TerminalText.line(diff.name())).append('\n');
        if (diff.change().after() != null) {
            diff.fields().forEach(field -> text.append(line(field)).append('\n'));
        }
        return text.toString();
    }

    private static String line(FieldChange field) {
        if (field.before() == null) {
            return TerminalText.line("    " + field.path() + ": " + field.after());
        }
        return TerminalText.line("    " + field.path() + ": " + field.before() + " → "
                + (field.after() == null ? "(removed)" : field.after()));
    }

    ObjectNode json() {
        ObjectNode node = CommandConsole.NODES.objectNode();
        node.put("document", diff.name()).put("change", diff.kind());
        ArrayNode fields = node.putArray("fields");
        diff.fields().forEach(field -> fields.addObject()
                .put("path", field.path())
                .put("before", field.before())
                .put("after", field.after()));
        return node;
    }
}
