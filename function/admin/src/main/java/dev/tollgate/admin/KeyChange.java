package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.util.function.UnaryOperator;

/** Changes the settings of a key. Its id and its secret stay. */
@Singleton
public final class KeyChange {
    private final KeyDirectory keys;
    private final KeyReader reader;

    KeyChange(KeyDirectory keys, KeyReader reader) {
        this.keys = keys;
        this.reader = reader;
    }

    /**
     * The key as it would be after a change.
     *
     * @param change gets the key's fields as in a {@code tollgate.yaml}
     * @throws AdminException with everything that is wrong
     */
    public ApiKey changed(RegisteredKey current, UnaryOperator<ObjectNode> change) {
        return reader.read(
                current.key().id(),
                EntryText.of(change.apply(StoredDefinition.key(current.document()))),
                current.key().keyHash());
    }

    /** Writes it, and returns it as it is stored. Throws {@link dev.tollgate.store.DocumentChangedException} if somebody else has changed the key meanwhile. */
    public RegisteredKey write(RegisteredKey current, ApiKey key, ChangeAuthor author) {
        return keys.replace(current, key, "update", author);
    }
}
