package dev.tollgate.cli.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.KeyListing;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Port: the keys of callers. Every method but the list throws {@link dev.tollgate.admin.AdminException} if there is no such key; those
 * that change something, if somebody else was faster.
 */
public interface KeyAdministration {
    /** The field of a rotated key that says what did not succeed. */
    String WARNING = "warning";

    /** The keys that a filter wants, ordered by id. */
    List<ObjectNode> list(KeyListing.Filter filter);

    ObjectNode one(String id);

    /**
     * A new key.
     *
     * @param key its document
     * @param secret that nobody can read again
     */
    record IssuedKey(ObjectNode key, String secret) {}

    /**
     * Creates a key.
     *
     * @param fields as a key has them in a {@code tollgate.yaml}, without a secret
     */
    IssuedKey create(String id, ObjectNode fields, ChangeAuthor author);

    /**
     * Gives a key a new secret.
     *
     * @param oldUntil how long the old secrets still work; null to end them at once
     * @param shown gets the new secret
     * @return the document of the key
     */
    ObjectNode rotate(String id, @Nullable Instant oldUntil, ChangeAuthor author, Consumer<String> shown);

    /** What is left of the old secret if the new one could not be shown, in a sentence. */
    String afterUnshownSecret();

    /** Disables or enables all secrets of a key, and returns its document. */
    ObjectNode setDisabled(String id, boolean disabled, ChangeAuthor author);

    /** Removes a key with all its secrets, and returns the document that it had. */
    ObjectNode delete(String id, ChangeAuthor author);
}
