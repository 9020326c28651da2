package dev.tollgate.store;

/**
 * A document of the config table that is to change.
 *
 * @param name {@code provider#NAME}, {@code alias#NAME}, {@code budget#TAG}, {@code gateway#terms} or {@code key#ID}
 * @param before its JSON as it is; null where it is new. A provider's may hold a secret in local mode
 * @param after its JSON as it is to be; null where it goes
 */
public record DocumentChange(String name, String before, String after) {}
