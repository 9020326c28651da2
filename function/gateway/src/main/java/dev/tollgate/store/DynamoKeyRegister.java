package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** The keys of the config table, for those who hand them out. A key that is changed must be as it was seen. */
@ApplicationScoped
public class DynamoKeyRegister {
    private final ConfigTable table;
    private final Clock clock;

    DynamoKeyRegister(ConfigTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** All of them, by id. An id whose secret was changed may be there twice, while both secrets work. */
    public List<RegisteredKey> all() {
        return table.keyItems().stream()
                .map(StoredDocument::of)
                .map(DynamoKeyRegister::registered)
                .sorted(Comparator.comparing(
                                (RegisteredKey found) -> found.key().id())
                        .thenComparing(RegisteredKey::updatedAt))
                .toList();
    }

    /** Adds a key. Throws IllegalStateException where its secret is taken. */
    public void add(ApiKey key, String by) {
        put(key, 1, by);
    }

    /** Puts a key in the place of one with the same secret. Throws IllegalStateException where that has changed. */
    public void replace(RegisteredKey seen, ApiKey key, String by) {
        if (!seen.key().fingerprint().equals(key.fingerprint())) {
            throw new IllegalArgumentException("another secret is another key");
        }
        put(key, seen.version() + 1, by);
    }

    /** Removes a key. Throws IllegalStateException where it has changed. */
    public void remove(RegisteredKey seen) {
        table.delete(document(seen.key(), seen.version(), seen.updatedBy()));
    }

    private void put(ApiKey key, long version, String by) {
        table.put(document(key, version, by));
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
