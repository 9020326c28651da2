package dev.tollgate.store;

import org.jspecify.annotations.Nullable;

/**
 * A planned change of a document in the config table.
 *
 * @param name {@code provider#NAME}, {@code alias#NAME}, {@code budget#TAG}, {@code gateway#terms} or {@code key#ID}
 * @param before the current JSON, in local mode perhaps with a provider's secret; null for a new document
 * @param after the new JSON; null for a document that is deleted
 */
public record DocumentChange(
        String name, @Nullable String before, @Nullable String after) {

    /** The change that undoes this one. */
    public DocumentChange reversed() {
        return new DocumentChange(name, /* before= */ after, /* after= */ before);
    }
}
