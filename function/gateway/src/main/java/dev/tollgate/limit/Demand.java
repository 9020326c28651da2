package dev.tollgate.limit;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;

/**
 * What a call wants of its key's limits.
 *
 * @param tokens 0 where tokens are not limited: what is not limited is not counted, and need not be settled
 * @param concurrent 1, or 0 where concurrency is not limited
 */
public record Demand(long requests, long tokens, long concurrent) {

    /**
     * One request under these limits.
     *
     * @param tokens its estimate
     * @throws ChatFailure {@code TOKEN_RATE_EXCEEDED} if it is too large to be ever granted
     */
    public static Demand of(Ceiling ceiling, long tokens) {
        if (ceiling.tokens() != null && tokens > ceiling.tokens()) {
            throw new ChatFailure(
                            ErrorKind.TOKEN_RATE_EXCEEDED,
                            ("Request too large: it may use about %,d tokens, and the limit is %,d tokens per minute."
                                            + " Shorten the prompt or lower max_completion_tokens.")
                                    .formatted(tokens, ceiling.tokens()))
                    .withoutRetry();
        }
        return new Demand(1, ceiling.tokens() == null ? 0 : tokens, ceiling.concurrent() == null ? 0 : 1);
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
