package dev.tollgate.bill;

import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.ServerToolUse;

/**
 * The usage of several requests.
 *
 * @param requests the number of all requests
 * @param pending requests whose tokens and cost are not known yet and not included
 * @param abandoned requests whose tokens and cost will never be known
 * @param failed requests to which no target responded
 * @param estimated requests some of whose tokens are estimated
 * @param unpriced settled requests without a known price: their tokens are included, their cost is not
 * @param cachedTokens included in the prompt tokens
 * @param cacheWriteTokens included in the prompt tokens
 * @param cacheWrite1hTokens included in the tokens written to caches
 * @param reasoningTokens included in the completion tokens
 * @param serverToolUse how often providers ran tools of their own
 * @param mediaUse what is not counted in tokens
 * @param cached what the response cache did
 * @param costMicros the cost of all requests with a known price, in millionths of a US dollar
 * @param chargeMicros what is charged for them, in the same unit
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
        long cacheWrite1hTokens,
        long completionTokens,
        long reasoningTokens,
        ServerToolUse serverToolUse,
        MediaUse mediaUse,
        CachedRequests cached,
        long costMicros,
        long chargeMicros) {

    /** Fails on an overflow here, where the request is known, and not where the total is computed. */
    public UsageSum {
        if (Math.addExact(promptTokens, completionTokens) < 0) {
            throw new IllegalArgumentException("the number of tokens cannot be negative");
        }
    }

    /** The usage of chats and embeddings without a cache. */
    public UsageSum(
            long requests,
            long pending,
            long abandoned,
            long failed,
            long estimated,
            long unpriced,
            long promptTokens,
            long cachedTokens,
            long cacheWriteTokens,
            long cacheWrite1hTokens,
            long completionTokens,
            long reasoningTokens,
            ServerToolUse serverToolUse,
            long costMicros,
            long chargeMicros) {
        this(
                requests,
                pending,
                abandoned,
                failed,
                estimated,
                unpriced,
                promptTokens,
                cachedTokens,
                cacheWriteTokens,
                cacheWrite1hTokens,
                completionTokens,
                reasoningTokens,
                serverToolUse,
                MediaUse.NONE,
                CachedRequests.NONE,
                costMicros,
                chargeMicros);
    }

    /** The sum of no requests. */
    public static final UsageSum NONE = new UsageSum(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ServerToolUse.NONE, 0, 0);

    /** The sum of both. Throws an {@link ArithmeticException} on an overflow. */
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
                Math.addExact(cacheWrite1hTokens, other.cacheWrite1hTokens),
                Math.addExact(completionTokens, other.completionTokens),
                Math.addExact(reasoningTokens, other.reasoningTokens),
                serverToolUse.plus(other.serverToolUse),
                mediaUse.plus(other.mediaUse),
                cached.plus(other.cached),
                Math.addExact(costMicros, other.costMicros),
                Math.addExact(chargeMicros, other.chargeMicros));
    }

    /** Prompt and completion tokens together. */
    public long totalTokens() {
        return Math.addExact(promptTokens, completionTokens);
    }
}
