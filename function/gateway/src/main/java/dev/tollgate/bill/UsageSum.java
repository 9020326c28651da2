package dev.tollgate.bill;

/**
 * Requests added up.
 *
 * @param requests all of them
 * @param pending those whose tokens and cost are not known yet, and not in here
 * @param abandoned those whose tokens and cost nobody will ever know
 * @param failed those that no target answered
 * @param estimated those whose tokens are estimated in part
 * @param unpriced settled ones without a known price: their tokens are in here, their cost is not
 * @param cachedTokens inside the prompt's
 * @param cacheWriteTokens inside the prompt's
 * @param reasoningTokens inside the completion's
 * @param costMicros of all with a known price, in millionths of a US dollar
 * @param chargeMicros what is charged for them, likewise
 */
public record UsageSum(
        long requests,
        long pending,
        long abandoned,
        long failed,
        long estimated,
        long unpriced,
        long promptTokens,
        long cachedTokens,
        long cacheWriteTokens,
        long completionTokens,
        long reasoningTokens,
        long costMicros,
        long chargeMicros) {

    /** Fails here, where it is known whose tokens these are, rather than where their total is asked for. */
    public UsageSum {
        if (Math.addExact(promptTokens, completionTokens) < 0) {
            throw new IllegalArgumentException("fewer tokens than none");
        }
    }

    /** Of no request. */
    public static final UsageSum NONE = new UsageSum(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. Throws ArithmeticException rather than be wrong. */
    public UsageSum plus(UsageSum other) {
        return new UsageSum(
                Math.addExact(requests, other.requests),
                Math.addExact(pending, other.pending),
                Math.addExact(abandoned, other.abandoned),
                Math.addExact(failed, other.failed),
                Math.addExact(estimated, other.estimated),
                Math.addExact(unpriced, other.unpriced),
                Math.addExact(promptTokens, other.promptTokens),
                Math.addExact(cachedTokens, other.cachedTokens),
                Math.addExact(cacheWriteTokens, other.cacheWriteTokens),
                Math.addExact(completionTokens, other.completionTokens),
                Math.addExact(reasoningTokens, other.reasoningTokens),
                Math.addExact(costMicros, other.costMicros),
                Math.addExact(chargeMicros, other.chargeMicros));
    }

    /** Prompt and completion. */
    public long totalTokens() {
        return Math.addExact(promptTokens, completionTokens);
    }
}
