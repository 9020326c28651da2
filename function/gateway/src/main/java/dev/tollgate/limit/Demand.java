package dev.tollgate.limit;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;

/**
 * What a call wants of an account.
 *
 * @param tokens 0 where tokens are not limited: what is not limited is not counted, and need not be settled
 * @param concurrent 1, or 0 where concurrency is not limited
 */
public record Demand(long requests, long tokens, long concurrent) {

    /**
     * One request of a share.
     *
     * @param tokens its estimate
     * @throws ChatFailure {@code TOKEN_RATE_EXCEEDED} if it is too large to be ever granted
     */
    public static Demand of(Share share, long tokens) {
        Ceiling ceiling = share.part();
        if (ceiling.tokens() != null && tokens > ceiling.tokens()) {
            throw tooLarge(share, tokens);
        }
        return new Demand(1, ceiling.tokens() == null ? 0 : tokens, ceiling.concurrent() == null ? 0 : 1);
    }

    private static ChatFailure tooLarge(Share share, long tokens) {
        int shards = share.whole().shards();
        String limit = shards == 1 ? "the limit is" : "the limit is split into %d parts of".formatted(shards);
        String message = ("Request too large: it may use about %,d tokens, and %s %,d tokens per minute."
                        + " Shorten the prompt or lower max_completion_tokens.")
                .formatted(tokens, limit, share.part().tokens());
        return new ChatFailure(ErrorKind.TOKEN_RATE_EXCEEDED, message).withoutRetry();
    }

    /** Tokens that were used already, and are counted whatever the limit. */
    public static Demand ofTokens(long tokens) {
        return new Demand(0, tokens, 0);
    }

    /** The part that is never given back before its time: what an older view of the counters can tell for certain. */
    public Demand requestsOnly() {
        return new Demand(requests, 0, 0);
    }
}
