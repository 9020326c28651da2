package dev.tollgate.bill;

/**
 * What the response cache did for several requests.
 *
 * @param hits requests that were answered from it
 * @param misses requests for which it held no answer; not those whose caller wanted a new one
 * @param savedMicros what the originals of the hits cost, as far as that is known, in millionths of a US dollar
 */
public record CachedRequests(long hits, long misses, long savedMicros) {

    /** No request was cached. */
    public static final CachedRequests NONE = new CachedRequests(0, 0, 0);

    /** The sum of both. Throws an {@link ArithmeticException} on an overflow. */
    public CachedRequests plus(CachedRequests other) {
        return new CachedRequests(
                Math.addExact(hits, other.hits),
                Math.addExact(misses, other.misses),
                Math.addExact(savedMicros, other.savedMicros));
    }

    /** The percentage of hits among hits and misses, rounded down; 0 if there are neither. */
    public long hitPercent() {
        return hits == 0 ? 0 : Math.floorDiv(Math.multiplyExact(100, hits), Math.addExact(hits, misses));
    }
}
