package dev.tollgate.limit;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What the use of a share leaves of it. */
public record RateLimitDecision(SlidingWindow window, CounterShard share) {

    /** Nobody knows when a call under way will end; most take seconds. */
    static final Duration CONCURRENCY_WAIT = Duration.ofSeconds(1);

    /**
     * Why a demand cannot be granted now, with the wait after which it can if nobody else asks. Of several reasons the
     * one that lasts longest.
     */
    public Optional<GatewayException> refusal(RateCost rateCost, Instant now) {
        RateCost most = share.part().before(rateCost);
        RateLimits limits = share.whole();
        return Stream.of(
                        wait(most.requests(), SlidingWindow.Used::requests, now)
                                .map(wait -> failure(
                                        ErrorKind.REQUEST_RATE_EXCEEDED,
                                        limits.requestsPerMinute(),
                                        "requests per minute",
                                        wait)),
                        wait(most.tokens(), SlidingWindow.Used::tokens, now)
                                .map(wait -> failure(
                                        ErrorKind.TOKEN_RATE_EXCEEDED,
                                        limits.tokensPerMinute(),
                                        "tokens per minute",
                                        wait)),
                        concurrencyWait(most.concurrent())
                                .map(wait -> failure(
                                        ErrorKind.CONCURRENCY_EXCEEDED,
                                        limits.concurrent(),
                                        "requests at the same time",
                                        wait)))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(GatewayException::retryAfter))
                .map(refusal -> refusal.rates(left(now)));
    }

    /** For the response headers. */
    public RateStatus left(Instant now) {
        return new RateStatus(
                rate(RateLimits::requestsPerMinute, SlidingWindow.Used::requests, now),
                rate(RateLimits::tokensPerMinute, SlidingWindow.Used::tokens, now));
    }

    /** Of several shards an estimate: as if the others had as much left. */
    private RateStatus.Rate rate(
            Function<RateLimits, Long> limit, ToLongFunction<SlidingWindow.Used> kind, Instant now) {
        Long whole = limit.apply(share.whole());
        if (whole == null) {
            return null;
        }
        long used = window.used().stream().mapToLong(kind).sum();
        long left = Math.max(0, limit.apply(share.part()) - used);
        long ofAll = Math.min(whole, Math.multiplyExact(left, share.whole().counters()));
        return new RateStatus.Rate(whole, ofAll, until(window.downTo(0, kind), now));
    }

    private Optional<Duration> wait(long most, ToLongFunction<SlidingWindow.Used> kind, Instant now) {
        boolean enough = window.used().stream().mapToLong(kind).sum() <= most;
        return enough ? Optional.empty() : Optional.of(until(window.downTo(most, kind), now));
    }

    private Optional<Duration> concurrencyWait(long most) {
        return window.underWay() <= most ? Optional.empty() : Optional.of(CONCURRENCY_WAIT);
    }

    /** Rounded up to milliseconds: a client that comes back a moment too early is refused again. */
    private static Duration until(Instant then, Instant now) {
        Duration wait = Duration.between(now, then).plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private GatewayException failure(ErrorKind kind, long limit, String unit, Duration wait) {
        String model = share.rateLimitKey().model();
        String message = "Rate limit reached%s: %,d %s. Please try again in %.3f s."
                .formatted(model == null ? "" : " for " + model, limit, unit, wait.toMillis() / 1000.0);
        return GatewayException.of(kind, model == null ? null : "model", message)
                .retryAfter(wait);
    }
}
