package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import java.util.Optional;

/** Reads documents of keys. */
final class KeyDocument {
    private KeyDocument() {}

    /** The key in a document. One that cannot be read is no key. */
    static Optional<ApiKey> key(StoredDocument document) {
        try {
            return Optional.of(DocumentCodec.read(document.json(), ApiKey.class));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<String> id(StoredDocument document) {
        return key(document).map(ApiKey::id);
    }
}
