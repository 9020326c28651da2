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

/** Keys by their ids. After a change of its secret, an id may have an old key beside the one in force. */
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

    /** All keys of this id, the one in force first: an old one always ends earlier, or has been there longer. */
    List<RegisteredKey> of(String id) {
        return register.all().stream()
                .filter(found -> found.key().id().equals(id))
                .sorted(Comparator.comparing((RegisteredKey found) -> end(found.key()))
                        .thenComparing(RegisteredKey::updatedAt)
                        .reversed())
                .toList();
    }

    /** The same; throws where there is none. */
    List<RegisteredKey> require(String id) {
        List<RegisteredKey> found = of(id);
        if (found.isEmpty()) {
            throw new CommandException("There is no key " + id + ". `tollgate keys list` lists those there are.");
        }
        return found;
    }

    /** Switches all secrets of an id on or off. */
    void setDisabled(String id, boolean disabled, String by) {
        require(id).stream()
                .filter(found -> found.key().disabled() != disabled)
                .forEach(found -> register.replace(found, found.key().withDisabled(disabled), by));
    }

    void add(ApiKey key, String by) {
        register.add(key, by);
    }

    /** Lets a key work until then, and no longer than it would have; or ends it at once where that is null. */
    void retire(RegisteredKey old, Instant until, String by) {
        if (until == null) {
            register.remove(old);
        } else if (until.isBefore(end(old.key()))) {
            register.replace(old, old.key().withExpires(until), by);
        }
    }

    /** A remark where a file names this key, too: the next apply would undo a change of it. */
    Optional<String> fileNaming(String id) {
        return history.all().stream()
                .findFirst()
                .filter(revision -> kept(revision).keyIds().contains(id))
                .map(revision -> "The tollgate.yaml that was applied as version " + revision.number()
                        + " names the key " + id + ": change it there, too, or the next apply undoes this.");
    }

    private static RedactedManifest kept(ManifestRevision revision) {
        return new RedactedManifest(revision.text(), revision.keys());
    }

    private static Instant end(ApiKey key) {
        return key.expires() == null ? Instant.MAX : key.expires();
    }
}
