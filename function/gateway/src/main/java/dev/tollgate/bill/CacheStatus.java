package dev.tollgate.bill;

/** What the response cache did for a request. */
public enum CacheStatus {
    /** It held the answer. */
    HIT,
    /** It held no answer. */
    MISS,
    /** The caller wanted a new answer, which replaces the cached one. */
    REFRESH
}
