package dev.tollgate.bill;

import dev.tollgate.bill.UsageLine.State;
import dev.tollgate.openai.Usage;

/**
 * Records added up.
 *
 * @param requests all of them
 * @param pending those whose tokens and cost are not known yet, and not in here
 * @param abandoned those whose tokens and cost nobody will ever know
 * @param unpriced settled ones without a known price: their tokens are in here, their cost is not
 * @param cachedTokens inside the prompt's
 * @param reasoningTokens inside the completion's
 * @param costMicros of all with a known price, in millionths of a US dollar
 */
public record UsageSum(
        long requests,
        long pending,
        long abandoned,
        long unpriced,
        long promptTokens,
        long cachedTokens,
        long completionTokens,
        long reasoningTokens,
        long costMicros) {

    /** Of no record. */
    public static final UsageSum NONE = new UsageSum(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Of one record. */
    public static UsageSum of(UsageLine line) {
        Usage usage = line.usage();
        return new UsageSum(
                1,
                line.state() == State.PENDING ? 1 : 0,
                line.state() == State.ABANDONED ? 1 : 0,
                line.state() == State.SETTLED && line.costMicros() == null ? 1 : 0,
                usage.promptTokens(),
                usage.cachedTokens(),
                usage.completionTokens(),
                usage.reasoningTokens(),
                line.costMicros() == null ? 0 : line.costMicros());
    }

    /** Both together. Throws ArithmeticException rather than be wrong. */
    public UsageSum plus(UsageSum other) {
        return new UsageSum(
                Math.addExact(requests, other.requests),
                Math.addExact(pending, other.pending),
                Math.addExact(abandoned, other.abandoned),
                Math.addExact(unpriced, other.unpriced),
                Math.addExact(promptTokens, other.promptTokens),
                Math.addExact(cachedTokens, other.cachedTokens),
                Math.addExact(completionTokens, other.completionTokens),
                Math.addExact(reasoningTokens, other.reasoningTokens),
                Math.addExact(costMicros, other.costMicros));
    }
}
