package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.manifest.RedactedManifest;
import dev.tollgate.store.AuditRecord;
import dev.tollgate.store.DocumentChangedException;
import dev.tollgate.store.DynamoKeyRegister;
import dev.tollgate.store.DynamoManifestHistory;
import dev.tollgate.store.ManifestRevision;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds and changes keys by their ids. After a rotation, an id may have an old key in addition to the current one. */
@Singleton
public final class KeyDirectory {
    /** The current key of an id first: an old key always expires earlier, or was updated earlier. */
    static final Comparator<RegisteredKey> CURRENT_FIRST = Comparator.comparing(
                    (RegisteredKey found) -> end(found.key()))
            .thenComparing(RegisteredKey::updatedAt)
            .reversed();

    private final DynamoKeyRegister register;
    private final DynamoManifestHistory history;
    private final AuditTrail audit;
    private volatile @Nullable ParsedFile parsed;

    KeyDirectory(DynamoKeyRegister register, DynamoManifestHistory history, AuditTrail audit) {
        this.register = register;
        this.history = history;
        this.audit = audit;
    }

    /** All keys, ordered by id: 10,000 are about 8 MB. */
    public List<RegisteredKey> all() {
        return register.all();
    }

    /** The keys after an id. See {@link DynamoKeyRegister#after}. */
    DynamoKeyRegister.Page after(String id, int most) {
        return register.after(id, most);
    }

    /** All keys with this id, the current one first. */
    public List<RegisteredKey> of(String id) {
        return register.of(id).stream().sorted(CURRENT_FIRST).toList();
    }

    /** All keys with this id, the current one first. Throws {@link AdminException} if there is none. */
    public List<RegisteredKey> require(String id) {
        List<RegisteredKey> found = of(id);
        if (found.isEmpty()) {
            throw missing(id);
        }
        return found;
    }

    /** The failure of a question about a key that does not exist, or that is not for the one who asks. */
    public static AdminException missing(String id) {
        return new AdminException(AdminErrorKind.NOT_FOUND, "There is no key " + id + ".");
    }

    /**
     * Disables or enables all secrets of an id, and returns them as they are then. A key that somebody else has disabled is disabled
     * again by this author, so that its developer may not enable it any more.
     */
    public List<RegisteredKey> setDisabled(List<RegisteredKey> ofOneId, boolean disabled, ChangeAuthor author) {
        return ofOneId.stream()
                        .allMatch(found -> found.key().disabled() == disabled
                                && (!disabled || found.updatedBy().equals(author.name())))
                ? ofOneId
                : replaceAll(
                        ofOneId,
                        found -> found.key().toBuilder().disabled(disabled).build(),
                        disabled ? "disable" : "enable",
                        author);
    }

    /**
     * Replaces all secrets of an id, and returns them in the same order. The current one is the last to be written, because that is
     * how it differs from an old one with the same end.
     */
    List<RegisteredKey> replaceAll(
            List<RegisteredKey> ofOneId, Function<RegisteredKey, ApiKey> changed, String action, ChangeAuthor author) {
        return ofOneId.reversed().stream()
                .map(found -> replace(found, changed.apply(found), action, author))
                .toList()
                .reversed();
    }

    /** Adds a new key. Throws {@link DocumentChangedException} if there is or was a key with its id. */
    RegisteredKey add(ApiKey key, ChangeAuthor author) {
        return register.add(key, audit.record(author, "create", name(key), null, DynamoKeyRegister.document(key)));
    }

    /** Adds another secret of a key. Throws {@link DocumentChangedException} if it is already in use. */
    RegisteredKey addSecret(RegisteredKey current, ApiKey key, ChangeAuthor author) {
        return register.addSecret(
                current, key, audit.record(author, "rotate", name(key), null, DynamoKeyRegister.document(key)));
    }

    /** Replaces a key with the same secret. Throws {@link DocumentChangedException} if it has changed meanwhile. */
    private RegisteredKey replace(RegisteredKey current, ApiKey key, String action, ChangeAuthor author) {
        return register.replace(
                current,
                key,
                audit.record(author, action, name(key), current.document(), DynamoKeyRegister.document(key)));
    }

    /** Removes all secrets of an id: gateways refuse them with 401. */
    public void delete(List<RegisteredKey> ofOneId, ChangeAuthor author) {
        register.removeAll(ofOneId, found -> removal(found, "delete", author));
    }

    /** Whether there was a key with this id. Its responses, files and usage are kept under the id. */
    boolean deleted(String id) {
        return register.buried(id);
    }

    /**
     * Lets an old key expire.
     *
     * @param until when it expires, unless it expires earlier anyway; absent to remove it at once
     * @return the key as it is then; empty if it is removed
     */
    Optional<RegisteredKey> retire(RegisteredKey old, @Nullable Instant until, ChangeAuthor author) {
        if (until == null) {
            register.remove(old, removal(old, "retire", author));
            return Optional.empty();
        }
        return Optional.of(
                until.isBefore(end(old.key()))
                        ? replace(old, old.key().toBuilder().expires(until).build(), "retire", author)
                        : old);
    }

    private AuditRecord removal(RegisteredKey found, String action, ChangeAuthor author) {
        return audit.record(author, action, name(found.key()), found.document(), null);
    }

    /** How many keys name an alias or a model, by its name. Those that may use all name none. */
    public Map<String, Long> aliasUses() {
        return register.all().stream()
                .collect(Collectors.toMap(
                        found -> found.key().id(), found -> found.key().aliases(), (one, _) -> one))
                .values()
                .stream()
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** The ids of all keys in the applied file. */
    public Set<String> idsInFile() {
        return history.last().map(this::idsOf).orElse(Set.of());
    }

    /** A file of 10,000 keys takes a second to parse, and each page of a list asks for it. */
    private Set<String> idsOf(ManifestRevision revision) {
        ParsedFile known = parsed;
        if (known == null || !known.digest().equals(revision.digest())) {
            known = new ParsedFile(revision.digest(), new RedactedManifest(revision.text(), revision.keys()).keyIds());
            parsed = known;
        }
        return known.ids();
    }

    private record ParsedFile(String digest, Set<String> ids) {}

    private static String name(ApiKey key) {
        return "key#" + key.id();
    }

    private static Instant end(ApiKey key) {
        return key.expires() == null ? Instant.MAX : key.expires();
    }
}
