package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/**
 * Manages the API keys in the config table. A key can only be changed if nobody else has changed it meanwhile. Each change
 * is recorded with who made it.
 */
@ApplicationScoped
public class DynamoKeyRegister {
    private final ConfigTable table;
    private final AuditedTable audited;
    private final Clock clock;

    DynamoKeyRegister(ConfigTable table, AuditedTable audited, Clock clock) {
        this.table = table;
        this.audited = audited;
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

    /** Adds a key, and returns it as it is stored. Throws IllegalStateException if its secret is already in use. */
    public RegisteredKey add(ApiKey key, AuditRecord audit) {
        return written(document(key, audit.actor()), audit);
    }

    /** Adds another secret of a key, and returns it. Throws IllegalStateException if it is already in use. */
    public RegisteredKey addSecret(RegisteredKey current, ApiKey key, AuditRecord audit) {
        return written(document(key, audit.actor()).from(current.origin()), audit);
    }

    /** Replaces a key with the same secret, and returns the new one. Throws IllegalStateException if it has changed meanwhile. */
    public RegisteredKey replace(RegisteredKey current, ApiKey key, AuditRecord audit) {
        if (!current.key().keyHash().equals(key.keyHash())) {
            throw new IllegalArgumentException("a key with another secret is another key");
        }
        return written(document(current).next(DocumentCodec.write(key), clock.instant(), audit.actor()), audit);
    }

    /** Removes a key. Throws IllegalStateException if it has changed meanwhile. */
    public void remove(RegisteredKey current, AuditRecord audit) {
        audited.delete(document(current), audit);
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

    private RegisteredKey written(StoredDocument document, AuditRecord audit) {
        audited.put(document, audit);
        return registered(document);
    }

    private StoredDocument document(ApiKey key, String by) {
        String pk = ConfigTable.partitionOf(key.keyHash());
        return new StoredDocument(pk, ConfigTable.KEY, DocumentCodec.write(key), 1, clock.instant(), by);
    }

    private static StoredDocument document(RegisteredKey current) {
        return new StoredDocument(
                ConfigTable.partitionOf(current.key().keyHash()),
                ConfigTable.KEY,
                current.document(),
                current.version(),
                current.updatedAt(),
                current.updatedBy(),
                current.origin());
    }

    private static RegisteredKey registered(StoredDocument document) {
        return new RegisteredKey(
                DocumentCodec.read(document.json(), ApiKey.class),
                document.json(),
                document.version(),
                document.updatedAt(),
                document.updatedBy(),
                document.origin());
    }
}
