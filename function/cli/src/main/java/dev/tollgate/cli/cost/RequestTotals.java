package dev.tollgate.cli.cost;

import dev.tollgate.bill.BilledRequest;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.openai.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongFunction;

/**
 * What decides the cost of many requests.
 *
 * @param requests that were accepted
 * @param time of all of them together, from their acceptance to their end
 * @param promptTokens sent to providers
 * @param completionTokens received from them, and sent on
 */
public record RequestTotals(long requests, Duration time, long promptTokens, long completionTokens) {
    public static final RequestTotals NONE = new RequestTotals(0, Duration.ZERO, 0, 0);

    /** With one more request. One that has not ended, or whose end is not known, counts without its time. */
    public RequestTotals plus(BilledRequest request) {
        Instant end = request.endedAt();
        return new RequestTotals(
                requests + 1,
                end == null ? time : time.plus(Duration.between(request.acceptedAt(), end)),
                promptTokens + sum(request, Usage::promptTokens),
                completionTokens + sum(request, Usage::completionTokens));
    }

    private static long sum(BilledRequest request, ToLongFunction<Usage> tokens) {
        return request.attempts().stream().map(Attempt::usage).mapToLong(tokens).sum();
    }
}
