package dev.tollgate.limit;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides whether a shard's window has room for a request, and says what remains. */
public record RateLimitDecision(SlidingWindow window, CounterShard shard) {

    /** Nobody knows when a call in flight will end; most take seconds. */
    static final Duration CONCURRENCY_WAIT = Duration.ofSeconds(1);

    /**
     * Why this cost cannot be granted now, with the wait after which it can if nobody else calls. If several limits are
     * reached, the one with the longest wait.
     */
    public Optional<GatewayException> rejection(RateCost rateCost, Instant now) {
        RateCost max = shard.limits().maxUsageBefore(rateCost);
        RateLimits limits = shard.totalLimits();
        return Stream.of(
                        rateWait(max.requests(), SlidingWindow.SlotUsage::requests, now)
                                .map(wait -> exceeded(
                                        ErrorKind.REQUEST_RATE_EXCEEDED,
                                        limits.requestsPerMinute(),
                                        "requests per minute",
                                        wait)),
                        rateWait(max.tokens(), SlidingWindow.SlotUsage::tokens, now)
                                .map(wait -> exceeded(
                                        ErrorKind.TOKEN_RATE_EXCEEDED,
                                        limits.tokensPerMinute(),
                                        "tokens per minute",
                                        wait)),
                        concurrencyWait(max.concurrent())
                                .map(wait -> exceeded(
                                        ErrorKind.CONCURRENCY_EXCEEDED,
                                        limits.concurrent(),
                                        "requests at the same time",
                                        wait)))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(GatewayException::retryAfter))
                .map(rejection -> rejection.rates(left(now)));
    }

    /** What remains, for the response headers. */
    public RateStatus left(Instant now) {
        RateLimits total = shard.totalLimits();
        RateLimits own = shard.limits();
        return new RateStatus(
                rate(total.requestsPerMinute(), own.requestsPerMinute(), SlidingWindow.SlotUsage::requests, now),
                rate(total.tokensPerMinute(), own.tokensPerMinute(), SlidingWindow.SlotUsage::tokens, now));
    }

    /** With several shards this is an estimate: it assumes that the others have as much left. */
    private RateStatus.@Nullable Rate rate(
            @Nullable Long total, @Nullable Long own, ToLongFunction<SlidingWindow.SlotUsage> kind, Instant now) {
        if (total == null || own == null) {
            return null;
        }
        long left = Math.max(0, own - window.sum(kind));
        long ofAll =
                Math.min(total, Math.multiplyExact(left, shard.totalLimits().counters()));
        return new RateStatus.Rate(total, ofAll, until(window.fallsTo(0, kind), now));
    }

    private Optional<Duration> rateWait(long max, ToLongFunction<SlidingWindow.SlotUsage> kind, Instant now) {
        return window.sum(kind) <= max ? Optional.empty() : Optional.of(until(window.fallsTo(max, kind), now));
    }

    private Optional<Duration> concurrencyWait(long max) {
        return window.inFlight() <= max ? Optional.empty() : Optional.of(CONCURRENCY_WAIT);
    }

    /** Rounded up to milliseconds: a client that retries a moment too early would be rejected again. */
    private static Duration until(Instant then, Instant now) {
        Duration wait = Duration.between(now, then).plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private GatewayException exceeded(ErrorKind kind, @Nullable Long limit, String unit, Duration wait) {
        String model = shard.rateLimitKey().model();
        String message = "Rate limit reached%s: %,d %s. Please try again in %.3f s."
                .formatted(
                        model == null ? "" : " for " + model,
                        Objects.requireNonNull(limit, unit),
                        unit,
                        wait.toMillis() / 1000.0);
        return GatewayException.of(kind, model == null ? null : "model", message)
                .retryAfter(wait);
    }
}
