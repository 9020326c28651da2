package dev.tollgate.responsecache;

/** What the cache has under a key. */
public sealed interface CacheLookup {

    /** An answer that has not expired. */
    record Found(CacheEntry entry) implements CacheLookup {}

    /** Nothing yet, but a request that is in progress has claimed the key and may bring an answer. */
    record InProgress() implements CacheLookup {}

    /** Nothing. */
    record Missing() implements CacheLookup {}
}
