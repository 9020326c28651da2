package dev.tollgate.limit;

/**
 * The most that may be used. A null limit is none.
 *
 * @param requests in any 60 seconds
 * @param tokens in any 60 seconds
 * @param concurrent requests under way at the same time
 * @param shards how many counters it is split into; no limit is less
 */
public record Ceiling(Long requests, Long tokens, Long concurrent, int shards) {

    /** No limit at all. */
    public static final Ceiling NONE = new Ceiling(null, null, null, 1);

    /** As good as no limit, and far from an overflow. */
    private static final long BOUNDLESS = 1L << 60;

    public Ceiling {
        if (shards < 1) {
            throw new IllegalArgumentException("there is at least 1 shard");
        }
        requireAtLeast(shards, requests);
        requireAtLeast(shards, tokens);
        requireAtLeast(shards, concurrent);
    }

    /** Of one counter. */
    public Ceiling(Long requests, Long tokens, Long concurrent) {
        this(requests, tokens, concurrent, 1);
    }

    /** Whether there is nothing to check. */
    public boolean none() {
        return requests == null && tokens == null && concurrent == null;
    }

    /** What of it holds for one of its counters. What does not divide evenly goes to the first ones. */
    Ceiling part(int index) {
        return shards == 1 ? this : new Ceiling(part(requests, index), part(tokens, index), part(concurrent, index));
    }

    private Long part(Long limit, int index) {
        return limit == null ? null : limit / shards + (index < limit % shards ? 1 : 0);
    }

    /** The most that may be in use already when a demand is granted. */
    public Demand before(Demand demand) {
        return new Demand(
                before(requests, demand.requests()),
                before(tokens, demand.tokens()),
                before(concurrent, demand.concurrent()));
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
