package dev.tollgate.limit;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;

/**
 * What one request takes from a counter, or several.
 *
 * @param tokens 0 if tokens are not limited: what is not limited is not counted and need not be settled
 * @param concurrent 1, or 0 if concurrency is not limited
 */
public record RateCost(long requests, long tokens, long concurrent) {

    /**
     * The cost of one request on a shard.
     *
     * @param tokens the estimate of its tokens
     * @throws GatewayException {@code TOKEN_RATE_EXCEEDED} if it is larger than the limit, so that no wait would help
     */
    public static RateCost of(CounterShard shard, long tokens) {
        RateLimits limits = shard.limits();
        Long maxTokens = limits.tokensPerMinute();
        if (maxTokens != null && tokens > maxTokens) {
            throw tooLarge(shard, tokens, maxTokens);
        }
        return new RateCost(1, maxTokens == null ? 0 : tokens, limits.concurrent() == null ? 0 : 1);
    }

    private static GatewayException tooLarge(CounterShard shard, long tokens, long maxTokens) {
        int shards = shard.totalLimits().counters();
        String limit = shards == 1 ? "the limit is" : "the limit is split into %d parts of".formatted(shards);
        String message = ("Request too large: it may use about %,d tokens, and %s %,d tokens per minute."
                        + " Shorten the prompt, or ask for fewer tokens of an answer.")
                .formatted(tokens, limit, maxTokens);
        return new GatewayException(ErrorKind.TOKEN_RATE_EXCEEDED, message).withoutRetry();
    }

    /** Tokens that were used already and count whatever the limit. */
    public static RateCost ofTokens(long tokens) {
        return new RateCost(0, tokens, 0);
    }

    /** What both take together. */
    public RateCost plus(RateCost other) {
        return new RateCost(
                Math.addExact(requests, other.requests),
                Math.addExact(tokens, other.tokens),
                Math.addExact(concurrent, other.concurrent));
    }

    /**
     * The requests only. They are never released early, so even an outdated copy of the counters is right about them.
     */
    public RateCost requestsOnly() {
        return new RateCost(requests, 0, 0);
    }
}
