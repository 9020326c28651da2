package dev.tollgate.store;

import org.jspecify.annotations.Nullable;

/** Somebody else has changed a document of the config table since it was read. */
public final class DocumentChangedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DocumentChangedException(String document, @Nullable Throwable cause) {
        super(document + " was changed by somebody else meanwhile; read it again", cause);
    }
}
