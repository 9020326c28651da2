package dev.tollgate.bill;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a counter of a budget holds, or all of them together; whether one of a hard budget has room, and what callers are
 * told where it has none.
 *
 * @param committedMicros spent, and set aside for requests under way
 * @param reservedMicros the part of it that is only set aside: some of it will come back
 */
public record BudgetCounter(BudgetPeriod budgetPeriod, long committedMicros, long reservedMicros) {
    /** Nobody knows when a request under way will end; most take seconds. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** Whether this much more fits. */
    public boolean hasRoom(long micros) {
        return committedMicros <= budgetPeriod.shareMicros() - micros;
    }

    /** Whether it does not fit, and will not before the period's end: what is spent never comes back. */
    public boolean isSpent(long micros) {
        return committedMicros - reservedMicros > budgetPeriod.shareMicros() - micros;
    }

    /** For a request that cannot be paid for now. */
    public GatewayException refusal(long micros) {
        return isSpent(micros) ? spent(micros) : busy(micros);
    }

    private GatewayException spent(long micros) {
        if (micros > budgetPeriod.shareMicros()) {
            return failure("This request may cost up to %s, which is more than the budget of %s allows (%s). Lower"
                            .formatted(usd(micros), budgetPeriod.name(), usd(budgetPeriod.shareMicros()))
                    + " max_completion_tokens or shorten the prompt.");
        }
        String renews =
                budgetPeriod.renews() == null ? "It does not renew." : "It renews at " + budgetPeriod.renews() + ".";
        return failure(
                ("You exceeded your current quota: the budget of %s is used up (%s), and this request may cost up"
                                + " to %s. %s")
                        .formatted(budgetPeriod.name(), usd(budgetPeriod.limitMicros()), usd(micros), renews));
    }

    private GatewayException busy(long micros) {
        String message = ("You exceeded your current quota: what is left of the budget of %s (%s) is set aside for"
                        + " requests under way, and this one may cost up to %s. Please try again in a moment.")
                .formatted(budgetPeriod.name(), usd(budgetPeriod.limitMicros()), usd(micros));
        return new GatewayException(ErrorKind.INSUFFICIENT_QUOTA, message).retryAfter(WAIT);
    }

    private static GatewayException failure(String message) {
        return new GatewayException(ErrorKind.INSUFFICIENT_QUOTA, message).withoutRetry();
    }

    private static String usd(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + " USD";
    }
}
