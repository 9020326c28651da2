package dev.tollgate.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a key, to be written.
 *
 * @param condition what must be there instead
 * @param given whether the id is a new one, which nobody else may give to a key meanwhile
 * @param formerId the other id that this secret had so far; null if it had none
 */
record KeyVersion(
        String id,
        StoredDocument document,
        VersionCondition condition,
        boolean given,
        @Nullable String formerId) {
    /** A transaction has at most 100 items and 4 MB. A key has at most four items, and two of them have its text. */
    private static final int MOST_AT_ONCE = 10;

    private static final int MOST_CHARACTERS_AT_ONCE = 400_000;

    /** In groups that fit into a transaction. Many keys are written several times faster than one by one. */
    static List<List<KeyVersion>> grouped(List<KeyVersion> all) {
        List<List<KeyVersion>> groups = new ArrayList<>();
        List<KeyVersion> group = new ArrayList<>();
        int characters = 0;
        for (KeyVersion key : all) {
            int length = key.document().json().length();
            if (group.size() == MOST_AT_ONCE || (!group.isEmpty() && characters + length > MOST_CHARACTERS_AT_ONCE)) {
                groups.add(group);
                group = new ArrayList<>();
                characters = 0;
            }
            group.add(key);
            characters += length;
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }
}
