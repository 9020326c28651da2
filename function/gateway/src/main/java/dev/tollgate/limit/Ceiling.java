package dev.tollgate.limit;

/**
 * The most that one key may use. A null limit is none.
 *
 * @param requests in any 60 seconds
 * @param tokens in any 60 seconds
 * @param concurrent requests under way at the same time
 */
public record Ceiling(Long requests, Long tokens, Long concurrent) {

    /** No limit at all. */
    public static final Ceiling NONE = new Ceiling(null, null, null);

    /** As good as no limit, and far from an overflow. */
    private static final long BOUNDLESS = 1L << 60;

    public Ceiling {
        requirePositive(requests);
        requirePositive(tokens);
        requirePositive(concurrent);
    }

    /** Whether there is nothing to check. */
    public boolean none() {
        return requests == null && tokens == null && concurrent == null;
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

    private static void requirePositive(Long limit) {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException("a limit must be at least 1, or absent");
        }
    }
}
