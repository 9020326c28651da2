package dev.tollgate.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The writes of a key, for transactions: the document under the hash of its secret, which gateways read, and a copy in the
 * partition of all keys, which administration reads (docs/adr/0066).
 */
record KeyWrites(DocumentWrites documents) {
    /** The partition of all keys, in the order of their ids. */
    static final String INDEX = "KEYS";

    /** The partition of the ids that are given to keys. An id stays given when its key is deleted. */
    static final String IDS = "KEY-IDS";

    /** Lower than each character of an id, so that the copies have the order of the ids. */
    private static final String END_OF_ID = "#";

    /** Higher than each digit of a hash. */
    private static final String LAST = "~";

    /** Writes a version of a key. The first of the writes has the condition. */
    List<TransactWriteItem> put(String id, StoredDocument key, VersionCondition condition) {
        return List.of(documents.put(key, condition), documents.put(copy(id, key)));
    }

    /** Writes a version of a key without its place in the index. */
    TransactWriteItem key(KeyVersion version) {
        return documents.put(version.document(), version.condition());
    }

    /**
     * Writes the places of versions in the index, and gives them their ids. While a key is rotated, two versions have one
     * id, and a transaction takes no two writes of one item.
     */
    List<TransactWriteItem> ofIndex(List<KeyVersion> versions) {
        List<TransactWriteItem> writes = new ArrayList<>();
        Map<String, StoredDocument> given = new LinkedHashMap<>();
        for (KeyVersion version : versions) {
            writes.add(documents.put(copy(version.id(), version.document())));
            if (version.formerId() != null) {
                writes.add(documents.deleteAny(copy(version.formerId(), version.document())));
            }
            if (version.given()) {
                given.putIfAbsent(version.id(), version.document());
            }
        }
        given.forEach((id, key) -> writes.add(give(id, key.updatedAt(), key.updatedBy())));
        return writes;
    }

    /** Removes a secret of a key. The first of the writes has the condition that it is still this version. */
    List<TransactWriteItem> remove(String id, StoredDocument key) {
        return List.of(documents.delete(key), documents.deleteAny(copy(id, key)));
    }

    /**
     * Removes a copy that is not of its key, or of none. The first of the writes has the condition that the key is as it was
     * seen: a key that somebody adds again meanwhile keeps its copy.
     *
     * @param key null if there was none
     */
    List<TransactWriteItem> removeCopy(StoredDocument copy, @Nullable StoredDocument key) {
        return List.of(
                key == null ? documents.absent(original(copy)) : documents.put(key, VersionCondition.isCurrent(key)),
                documents.deleteAny(copy));
    }

    /** Gives an id to a key, unless it is given already. */
    TransactWriteItem giveNew(String id, Instant at, String by) {
        return documents.put(given(IDS, id, at, by), VersionCondition.isNew());
    }

    /** Gives an id to a key, which may have it already. */
    private TransactWriteItem give(String id, Instant at, String by) {
        return documents.put(given(IDS, id, at, by));
    }

    /** Remembers that the key with this id is gone for good. */
    TransactWriteItem bury(String id, Instant at, String by) {
        return documents.put(given(ConfigTable.DELETED_KEYS, id, at, by));
    }

    /** The copy of a key. It has the version of the key, and changes with it. */
    static StoredDocument copy(String id, StoredDocument key) {
        String hash = key.pk().substring(ConfigTable.KEY_PARTITION.length());
        return key.at(INDEX, prefix(id) + hash);
    }

    /** The id of the key that a copy is of. */
    static String id(StoredDocument copy) {
        return copy.sk().substring(0, copy.sk().lastIndexOf(END_OF_ID));
    }

    /** The key that a copy is of. */
    static StoredDocument original(StoredDocument copy) {
        String hash = copy.sk().substring(prefix(id(copy)).length());
        return copy.at(ConfigTable.KEY_PARTITION + hash, ConfigTable.KEY);
    }

    /** What the sort keys of all copies of an id begin with. */
    static String prefix(String id) {
        return id + END_OF_ID;
    }

    /** A sort key after all copies of an id, and before those of the next one. */
    static String after(String id) {
        return prefix(id) + LAST;
    }

    private static StoredDocument given(String partition, String id, Instant at, String by) {
        return new StoredDocument(partition, id, "{}", 1, at, by);
    }
}
