package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.DocumentDiff.FieldChange;
import dev.tollgate.cli.port.DocumentDifference;

/** How a change of a document is printed. */
record DocumentDiffText(DocumentDifference diff) {
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String PLAIN = "\u001b[m";

    /**
     * A line for the document, and one for each field that differs.
     *
     * @param colours whether a terminal shows it
     */
    String text(boolean colours) {
        String head =
                switch (diff.kind()) {
                    case "added" -> coloured(colours, GREEN, "+ ");
                    case DocumentDifference.REMOVED -> coloured(colours, RED, "- ");
                    default -> coloured(colours, YELLOW, "~ ");
                };
        StringBuilder text = new StringBuilder(head).append('\n');
        if (!diff.kind().equals(DocumentDifference.REMOVED)) {
            diff.fields().forEach(field -> text.append(line(field)).append('\n'));
        }
        return text.toString();
    }

    private String coloured(boolean colours, String colour, String sign) {
        String head = sign + TerminalText.line(diff.name());
        return colours ? colour + head + PLAIN : head;
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
