package dev.tollgate.limit;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;

/**
 * What a call wants of an account.
 *
 * @param tokens 0 where tokens are not limited: what is not limited is not counted, and need not be settled
 * @param concurrent 1, or 0 where concurrency is not limited
 */
public record RateCost(long requests, long tokens, long concurrent) {

    /**
     * One request of a share.
     *
     * @param tokens its estimate
     * @throws GatewayException {@code TOKEN_RATE_EXCEEDED} if it is too large to be ever granted
     */
    public static RateCost of(CounterShard share, long tokens) {
        RateLimits rateLimits = share.part();
        if (rateLimits.tokensPerMinute() != null && tokens > rateLimits.tokensPerMinute()) {
            throw tooLarge(share, tokens);
        }
        return new RateCost(
                1, rateLimits.tokensPerMinute() == null ? 0 : tokens, rateLimits.concurrent() == null ? 0 : 1);
    }

    private static GatewayException tooLarge(CounterShard share, long tokens) {
        int shards = share.whole().counters();
        String limit = shards == 1 ? "the limit is" : "the limit is split into %d parts of".formatted(shards);
        String message = ("Request too large: it may use about %,d tokens, and %s %,d tokens per minute."
                        + " Shorten the prompt or lower max_completion_tokens.")
                .formatted(tokens, limit, share.part().tokensPerMinute());
        return new GatewayException(ErrorKind.TOKEN_RATE_EXCEEDED, message).withoutRetry();
    }

    /** Tokens that were used already, and are counted whatever the limit. */
    public static RateCost ofTokens(long tokens) {
        return new RateCost(0, tokens, 0);
    }

    /** The part that is never given back before its time: what an older view of the counters can tell for certain. */
    public RateCost requestsOnly() {
        return new RateCost(requests, 0, 0);
    }
}
