package dev.tollgate.admin;

import dev.tollgate.store.DocumentChange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A change of a document, field by field. It never shows a secret. */
public record DocumentDiff(DocumentChange change) {

    /** A field that differs; its value is absent on the side that lacks the field. */
    public record FieldChange(
            String path, @Nullable String before, @Nullable String after) {}

    /** The document's name, such as {@code alias#demo}. */
    public String name() {
        return change.name();
    }

    /** {@code added}, {@code changed} or {@code removed}. */
    public String kind() {
        return change.before() == null ? "added" : change.after() == null ? "removed" : "changed";
    }

    /** The fields that differ, by their paths. */
    public List<FieldChange> fields() {
        Map<String, String> before = flat(change.before());
        Map<String, String> after = flat(change.after());
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(before.get(path), after.get(path)))
                .map(path -> new FieldChange(path, shown(path, before.get(path)), shown(path, after.get(path))))
                .toList();
    }

    private static Map<String, String> flat(@Nullable String document) {
        return document == null ? Map.of() : FlatJson.of(document);
    }

    private static @Nullable String shown(String path, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (path) {
            case DocumentSecrets.SECRET_OF_A_PROVIDER -> DocumentSecrets.reference(value);
            case DocumentSecrets.HASH_OF_A_KEY -> DocumentSecrets.hash(value);
            default -> value;
        };
    }
}
