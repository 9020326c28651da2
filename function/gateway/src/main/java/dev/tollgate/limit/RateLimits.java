package dev.tollgate.limit;

/**
 * The most that may be used. A null limit is none.
 *
 * @param requests in any 60 seconds
 * @param tokens in any 60 seconds
 * @param concurrent requests under way at the same time
 * @param shards how many counters it is split into; no limit is less
 */
public record RateLimits(Long requests, Long tokens, Long concurrent, int shards) {

    /** No limit at all. */
    public static final RateLimits NONE = new RateLimits(null, null, null, 1);

    /** As good as no limit, and far from an overflow. */
    private static final long BOUNDLESS = 1L << 60;

    public RateLimits {
        if (shards < 1) {
            throw new IllegalArgumentException("there is at least 1 shard");
        }
        requireAtLeast(shards, requests);
        requireAtLeast(shards, tokens);
        requireAtLeast(shards, concurrent);
    }

    /** Of one counter. */
    public RateLimits(Long requests, Long tokens, Long concurrent) {
        this(requests, tokens, concurrent, 1);
    }

    /** Whether there is nothing to check. */
    public boolean none() {
        return requests == null && tokens == null && concurrent == null;
    }

    /** What of it holds for one of its counters. What does not divide evenly goes to the first ones. */
    RateLimits part(int index) {
        return shards == 1 ? this : new RateLimits(part(requests, index), part(tokens, index), part(concurrent, index));
    }

    private Long part(Long limit, int index) {
        return limit == null ? null : limit / shards + (index < limit % shards ? 1 : 0);
    }

    /** The most that may be in use already when a demand is granted. */
    public RateCost before(RateCost rateCost) {
        return new RateCost(
                before(requests, rateCost.requests()),
                before(tokens, rateCost.tokens()),
                before(concurrent, rateCost.concurrent()));
    }

    /** Who wants nothing is never refused, though others may have used more than the limit. */
    private static long before(Long limit, long wanted) {
        return limit == null || wanted == 0 ? BOUNDLESS : limit - wanted;
    }

    private static void requireAtLeast(int least, Long limit) {
        if (limit != null && limit < least) {
            throw new IllegalArgumentException("a limit must be at least " + least + ", or absent");
        }
    }
}
