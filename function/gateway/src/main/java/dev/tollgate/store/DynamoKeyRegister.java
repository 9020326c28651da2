package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** Manages the API keys in the config table. A key can only be changed if nobody else has changed it meanwhile. */
@ApplicationScoped
public class DynamoKeyRegister {
    private final ConfigTable table;
    private final Clock clock;

    DynamoKeyRegister(ConfigTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** All keys, ordered by id. While a secret is rotated, an id occurs twice, once for each secret. */
    public List<RegisteredKey> all() {
        return table.keyItems().stream()
                .map(StoredDocument::of)
                .map(DynamoKeyRegister::registered)
                .sorted(Comparator.comparing(
                                (RegisteredKey found) -> found.key().id())
                        .thenComparing(RegisteredKey::updatedAt))
                .toList();
    }

    /** Adds a key. Throws IllegalStateException if its secret is already in use. */
    public RegisteredKey add(ApiKey key, String by) {
        return put(key, 1, by);
    }

    /** Replaces a key with the same secret. Throws IllegalStateException if it has changed meanwhile. */
    public RegisteredKey replace(RegisteredKey current, ApiKey key, String by) {
        if (!current.key().fingerprint().equals(key.fingerprint())) {
            throw new IllegalArgumentException("a key with another secret is another key");
        }
        return put(key, current.version() + 1, by);
    }

    /** Removes a key. Throws IllegalStateException if it has changed meanwhile. */
    public void remove(RegisteredKey current) {
        table.delete(document(current.key(), current.version(), current.updatedBy()));
    }

    /** Remembers that the key with this id is gone for good: what belongs to the id must not become another key's. */
    public void bury(String id, String by) {
        if (!buried(id)) {
            table.put(new StoredDocument(ConfigTable.DELETED_KEYS, id, "{}", 1, clock.instant(), by));
        }
    }

    /** Whether a key with this id was removed for good. */
    public boolean buried(String id) {
        return table.find(ConfigTable.DELETED_KEYS, id, true).isPresent();
    }

    /** The document of a key. */
    public static String document(ApiKey key) {
        return DocumentCodec.write(key);
    }

    private RegisteredKey put(ApiKey key, long version, String by) {
        StoredDocument written = document(key, version, by);
        table.put(written);
        return new RegisteredKey(key, written.json(), version, written.updatedAt(), by);
    }

    private StoredDocument document(ApiKey key, long version, String by) {
        String pk = ConfigTable.partitionOf(key.fingerprint());
        return new StoredDocument(pk, ConfigTable.KEY, DocumentCodec.write(key), version, clock.instant(), by);
    }

    private static RegisteredKey registered(StoredDocument document) {
        ApiKey key = DocumentCodec.read(document.json(), ApiKey.class);
        return new RegisteredKey(key, document.json(), document.version(), document.updatedAt(), document.updatedBy());
    }
}
