package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.store.DocumentChange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A change of a document, field by field. It never shows a secret. */
record DocumentDiff(DocumentChange change) {
    private static final Pattern REFERENCE = Pattern.compile("(env|ssm|secret|aws):.*");
    private static final int SHOWN_OF_A_HASH = 12;

    /** A field that differs; its value is absent on the side that lacks the field. */
    private record Field(
            String path, @Nullable String before, @Nullable String after) {

        String text() {
            if (before == null) {
                return TerminalText.line("    " + path + ": " + after);
            }
            return TerminalText.line("    " + path + ": " + before + " → " + (after == null ? "(removed)" : after));
        }
    }

    /** {@code added}, {@code changed} or {@code removed}. */
    String kind() {
        return change.before() == null ? "added" : change.after() == null ? "removed" : "changed";
    }

    /** A line for the document, and one for each field that differs. */
    String text() {
        String sign = change.before() == null ? "+ " : change.after() == null ? "- " : "~ ";
        StringBuilder text =
                new StringBuilder(sign).append(TerminalText.line(change.name())).append('\n');
        if (change.after() != null) {
            fields().forEach(field -> text.append(field.text()).append('\n'));
        }
        return text.toString();
    }

    ObjectNode json() {
        ObjectNode node = CommandConsole.NODES.objectNode();
        node.put("document", change.name()).put("change", kind());
        ArrayNode fields = node.putArray("fields");
        fields().forEach(field -> fields.addObject()
                .put("path", field.path())
                .put("before", field.before())
                .put("after", field.after()));
        return node;
    }

    private List<Field> fields() {
        Map<String, String> before = flat(change.before());
        Map<String, String> after = flat(change.after());
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(before.get(path), after.get(path)))
                .map(path -> new Field(path, shown(path, before.get(path)), shown(path, after.get(path))))
                .toList();
    }

    private static Map<String, String> flat(@Nullable String document) {
        return document == null ? Map.of() : FlatJson.of(document);
    }

    /** The reference to a secret, but nothing of the secret itself. */
    static String reference(String secret) {
        return REFERENCE.matcher(secret).matches() ? secret : "(plain text)";
    }

    private static @Nullable String shown(String path, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (path) {
            case "api_key" -> reference(value);
            case "fingerprint" -> value.substring(0, Math.min(SHOWN_OF_A_HASH, value.length())) + "…";
            default -> value;
        };
    }
}
