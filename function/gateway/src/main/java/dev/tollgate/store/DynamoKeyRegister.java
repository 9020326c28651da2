package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Manages the API keys in the config table. A key can only be changed if nobody else has changed it meanwhile. Each change
 * is recorded with who made it.
 */
@ApplicationScoped
public class DynamoKeyRegister {
    /** A transaction has at most 100 items; a secret has three. */
    private static final int REMOVED_AT_ONCE = 30;

    private static final Comparator<RegisteredKey> BY_ID =
            Comparator.comparing((RegisteredKey found) -> found.key().id()).thenComparing(RegisteredKey::updatedAt);

    private final ConfigTable table;
    private final KeyIndex index;
    private final AuditedTable audited;
    private final Clock clock;

    DynamoKeyRegister(ConfigTable table, AuditedTable audited, Clock clock) {
        this.table = table;
        this.index = new KeyIndex(table, clock);
        this.audited = audited;
        this.clock = clock;
    }

    /**
     * Keys in the order of their ids.
     *
     * @param last whether there are no others after them
     */
    public record Page(List<RegisteredKey> keys, boolean last) {

        public Page {
            keys = List.copyOf(keys);
        }
    }

    /** All keys, ordered by id. While a secret is rotated, an id occurs twice, once for each secret. */
    public List<RegisteredKey> all() {
        return sorted(index.all().stream());
    }

    /** The same for jobs, whose roles may do nothing with this table but scan it. */
    List<RegisteredKey> scanned() {
        return sorted(table.keyItems().stream().map(StoredDocument::of));
    }

    /**
     * The keys after an id, as many as the store reads at once. The last id of a page may have more secrets on the next one.
     *
     * @param id empty for the first keys
     * @param most at most so many secrets
     */
    public Page after(String id, int most) {
        DocumentPage page = index.after(id, most);
        return new Page(sorted(page.documents().stream()), page.last());
    }

    /** All secrets of an id. */
    public List<RegisteredKey> of(String id) {
        return sorted(index.of(id).stream());
    }

    private static List<RegisteredKey> sorted(Stream<StoredDocument> documents) {
        return documents.map(DynamoKeyRegister::registered).sorted(BY_ID).toList();
    }

    /**
     * Adds a key with a new id, and returns it as it is stored. Throws {@link DocumentChangedException} if its id or its secret is
     * already in use.
     */
    public RegisteredKey add(ApiKey key, AuditRecord audit) {
        StoredDocument document = document(key, audit.actor());
        List<TransactWriteItem> writes =
                new ArrayList<>(audited.keys().put(key.id(), document, VersionCondition.isNew()));
        writes.add(audited.keys().giveNew(key.id(), document.updatedAt(), audit.actor()));
        audited.write(name(key), writes, List.of(audit));
        return registered(document);
    }

    /**
     * Adds another secret of a key, as the next version of it, and returns it. Throws {@link DocumentChangedException} if it is
     * already in use.
     */
    public RegisteredKey addSecret(RegisteredKey current, ApiKey key, AuditRecord audit) {
        StoredDocument added = document(current)
                .next(DocumentCodec.write(key), clock.instant(), audit.actor())
                .at(ConfigTable.partitionOf(key.keyHash()), ConfigTable.KEY);
        audited.write(name(key), audited.keys().put(key.id(), added, VersionCondition.isNew()), List.of(audit));
        return registered(added);
    }

    /**
     * Replaces a key with the same secret, and returns the new one. Throws {@link DocumentChangedException} if it has changed
     * meanwhile.
     */
    public RegisteredKey replace(RegisteredKey current, ApiKey key, AuditRecord audit) {
        if (!current.key().keyHash().equals(key.keyHash())) {
            throw new IllegalArgumentException("a key with another secret is another key");
        }
        StoredDocument next = document(current).next(DocumentCodec.write(key), clock.instant(), audit.actor());
        audited.write(name(key), audited.keys().put(key.id(), next, VersionCondition.isNext(next)), List.of(audit));
        return registered(next);
    }

    /** Removes one secret of a key. Throws {@link DocumentChangedException} if it has changed meanwhile. */
    public void remove(RegisteredKey secret, AuditRecord audit) {
        String id = secret.key().id();
        audited.write(name(secret.key()), audited.keys().remove(id, document(secret)), List.of(audit));
    }

    /**
     * Removes a key for good: what belongs to its id must not become another key's. Throws {@link DocumentChangedException}
     * if it has changed meanwhile.
     *
     * @param secrets all secrets of an id
     * @param audit the record of the removal of one
     */
    public void removeAll(List<RegisteredKey> secrets, Function<RegisteredKey, AuditRecord> audit) {
        for (int start = 0; start < secrets.size(); start += REMOVED_AT_ONCE) {
            List<RegisteredKey> some = secrets.subList(start, Math.min(secrets.size(), start + REMOVED_AT_ONCE));
            List<AuditRecord> audits = some.stream().map(audit).toList();
            ApiKey key = some.getFirst().key();
            List<TransactWriteItem> writes = new ArrayList<>();
            some.forEach(secret -> writes.addAll(audited.keys().remove(key.id(), document(secret))));
            writes.add(audited.keys()
                    .bury(key.id(), clock.instant(), audits.getFirst().actor()));
            audited.write(name(key), writes, audits);
        }
    }

    /** Whether a key with this id was removed for good. */
    public boolean buried(String id) {
        return table.find(ConfigTable.DELETED_KEYS, id, true).isPresent();
    }

    private static String name(ApiKey key) {
        return "key#" + key.id();
    }

    /** The document of a key. */
    public static String document(ApiKey key) {
        return DocumentCodec.write(key);
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
