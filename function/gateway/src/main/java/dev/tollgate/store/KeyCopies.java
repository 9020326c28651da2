package dev.tollgate.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the copies of keys that have none, or an old one, and removes those of keys that are gone or have another id. */
final class KeyCopies {
    private final ConfigTable table;

    KeyCopies(ConfigTable table) {
        this.table = table;
    }

    /**
     * Compares the copies with the keys. Several may do so at once, and others may change keys meanwhile.
     *
     * @param keys all of them, read before the copies
     */
    void compare(List<StoredDocument> keys) {
        Map<String, StoredDocument> copies = table.all(KeyWrites.INDEX, true).stream()
                .collect(Collectors.toMap(StoredDocument::sk, Function.identity()));
        List<KeyVersion> missing = keys.stream()
                .flatMap(key -> KeyDocument.id(key).map(id -> same(id, key)).stream())
                .filter(key -> !isThere(key, copies))
                .toList();
        ParallelCalls.each(KeyVersion.grouped(missing), this::add);
        ParallelCalls.each(List.copyOf(copies.values()), this::removeWithoutKey);
    }

    /** The key as it is, on condition that it still is: a key that is removed meanwhile must not get a copy. */
    private static KeyVersion same(String id, StoredDocument key) {
        return new KeyVersion(id, key, VersionCondition.isCurrent(key), true, null);
    }

    private static boolean isThere(KeyVersion key, Map<String, StoredDocument> copies) {
        StoredDocument expected = KeyWrites.copy(key.id(), key.document());
        return expected.equals(copies.remove(expected.sk()));
    }

    private void add(List<KeyVersion> group) {
        try {
            WriteBackoff.inBurst(() -> table.putKeys(group));
        } catch (DocumentChangedException changed) {
            // Of one key, its writer has made the copy, or is a version without copies: the next comparison finds it.
            if (group.size() > 1) {
                group.forEach(key -> add(List.of(key)));
            }
        }
    }

    private void removeWithoutKey(StoredDocument copy) {
        StoredDocument key = KeyWrites.original(copy);
        Optional<StoredDocument> found = table.find(key.pk(), key.sk(), true);
        if (found.isEmpty() || hasOtherId(found.get(), KeyWrites.id(copy))) {
            try {
                table.removeCopy(copy, found.orElse(null));
            } catch (DocumentChangedException changed) {
                // Somebody has added or changed the key, and the copy with it. If not, the next comparison finds it.
            }
        }
    }

    /** A key that cannot be read may be of a later version of Tollgate, which keeps its copy. */
    private static boolean hasOtherId(StoredDocument key, String id) {
        return KeyDocument.id(key).filter(other -> !other.equals(id)).isPresent();
    }
}
