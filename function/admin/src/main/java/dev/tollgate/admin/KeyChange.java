package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.store.DocumentChangedException;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
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

    /**
     * Writes the changes of all secrets of a key, and returns them as they are stored. Throws {@link DocumentChangedException} if
     * somebody else has changed the key meanwhile.
     *
     * @param ofOneId all secrets of an id, the current one first
     * @param changed what each of them becomes
     */
    public List<RegisteredKey> write(
            List<RegisteredKey> ofOneId, Function<RegisteredKey, ApiKey> changed, ChangeAuthor author) {
        return keys.replaceAll(ofOneId, changed, "update", author);
    }
}
