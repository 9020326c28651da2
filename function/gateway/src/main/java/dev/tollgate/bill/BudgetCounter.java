package dev.tollgate.bill;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * The amounts in one counter of a budget, or in all of them together. It decides whether a hard budget has room for a
 * request, and words the error if it has not.
 *
 * @param committedMicros what is spent or reserved for requests in progress
 * @param reservedMicros how much of it is only reserved; some of that will be released
 */
public record BudgetCounter(BudgetPeriod budgetPeriod, long committedMicros, long reservedMicros) {
    /** Nobody knows when a request in progress will end; most take seconds. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** Whether this amount still fits. Nothing always does, even into a budget that was overshot. */
    public boolean hasRoom(long micros) {
        return micros == 0 || committedMicros <= budgetPeriod.shardLimitMicros() - micros;
    }

    /** Whether it cannot fit before the period ends, because what is spent is never released. */
    public boolean isSpent(long micros) {
        return micros > 0 && committedMicros - reservedMicros > budgetPeriod.shardLimitMicros() - micros;
    }

    /** The error for a request that does not fit. */
    public GatewayException rejection(long micros) {
        return isSpent(micros) ? spent(micros) : busy(micros);
    }

    private GatewayException spent(long micros) {
        if (micros > budgetPeriod.shardLimitMicros()) {
            return withoutRetry("This request may cost up to %s, which is more than the budget of %s allows (%s)."
                            .formatted(usd(micros), budgetPeriod.name(), usd(budgetPeriod.shardLimitMicros()))
                    + " Shorten the prompt, or ask for less: for fewer tokens or pieces of an answer.");
        }
        String renews =
                budgetPeriod.renews() == null ? "It does not renew." : "It renews at " + budgetPeriod.renews() + ".";
        return withoutRetry(
                ("You exceeded your current quota: the budget of %s has %s left of %s, and this request may cost up to"
                                + " %s. %s")
                        .formatted(
                                budgetPeriod.name(),
                                usd(left(committedMicros - reservedMicros)),
                                usd(budgetPeriod.allowedMicros()),
                                usd(micros),
                                renews));
    }

    private GatewayException busy(long micros) {
        String message =
                ("You exceeded your current quota: the budget of %s has %s left of %s while other requests are in"
                                + " progress, and this one may cost up to %s. Please try again in a moment.")
                        .formatted(
                                budgetPeriod.name(),
                                usd(left(committedMicros)),
                                usd(budgetPeriod.allowedMicros()),
                                usd(micros));
        return new GatewayException(ErrorKind.INSUFFICIENT_QUOTA, message).retryAfter(WAIT);
    }

    /** In all shards, if they are used alike. */
    private long left(long usedMicros) {
        return Math.max(0, (budgetPeriod.shardLimitMicros() - usedMicros) * budgetPeriod.shards());
    }

    private static GatewayException withoutRetry(String message) {
        return new GatewayException(ErrorKind.INSUFFICIENT_QUOTA, message).withoutRetry();
    }

    private static String usd(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + " USD";
    }
}
