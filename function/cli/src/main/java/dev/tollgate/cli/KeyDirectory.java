package dev.tollgate.cli;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.manifest.RedactedManifest;
import dev.tollgate.store.DynamoKeyRegister;
import dev.tollgate.store.DynamoManifestHistory;
import dev.tollgate.store.ManifestRevision;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds and changes keys by their ids. After a rotation, an id may have an old key in addition to the current one. */
@Singleton
final class KeyDirectory {
    private final DynamoKeyRegister register;
    private final DynamoManifestHistory history;

    KeyDirectory(DynamoKeyRegister register, DynamoManifestHistory history) {
        this.register = register;
        this.history = history;
    }

    List<RegisteredKey> all() {
        return register.all();
    }

    /** All keys with this id, the current one first: an old key always expires earlier, or was updated earlier. */
    List<RegisteredKey> of(String id) {
        return register.all().stream()
                .filter(found -> found.key().id().equals(id))
                .sorted(Comparator.comparing((RegisteredKey found) -> end(found.key()))
                        .thenComparing(RegisteredKey::updatedAt)
                        .reversed())
                .toList();
    }

    /** All keys with this id, the current one first. Throws {@link CommandException} if there is none. */
    List<RegisteredKey> require(String id) {
        List<RegisteredKey> found = of(id);
        if (found.isEmpty()) {
            throw new CommandException("There is no key " + id + ". `tollgate keys list` lists all keys.");
        }
        return found;
    }

    /** Disables or enables all secrets of an id. */
    void setDisabled(String id, boolean disabled, String by) {
        require(id).stream()
                .filter(found -> found.key().disabled() != disabled)
                .forEach(found -> register.replace(found, found.key().withDisabled(disabled), by));
    }

    void add(ApiKey key, String by) {
        register.add(key, by);
    }

    /**
     * Lets an old key expire.
     *
     * @param until when it expires, unless it expires earlier anyway; absent to remove it at once
     */
    void retire(RegisteredKey old, @Nullable Instant until, String by) {
        if (until == null) {
            register.remove(old);
        } else if (until.isBefore(end(old.key()))) {
            register.replace(old, old.key().withExpires(until), by);
        }
    }

    /** A warning if the applied file also contains this key, because the next apply would undo the change. */
    Optional<String> fileWarning(String id) {
        return history.all().stream()
                .findFirst()
                .filter(revision -> kept(revision).keyIds().contains(id))
                .map(revision -> "The tollgate.yaml that was applied as version " + revision.number()
                        + " names the key " + id + ": change it there, too, or the next apply will undo this.");
    }

    private static RedactedManifest kept(ManifestRevision revision) {
        return new RedactedManifest(revision.text(), revision.keys());
    }

    private static Instant end(ApiKey key) {
        return key.expires() == null ? Instant.MAX : key.expires();
    }
}
