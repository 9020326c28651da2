package dev.tollgate.limit;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What a key's usage leaves of its limits. */
public record Room(Window window, Ceiling ceiling) {

    /** Nobody knows when a call under way will end; most take seconds. */
    static final Duration CONCURRENCY_WAIT = Duration.ofSeconds(1);

    /**
     * Why a demand cannot be granted now, with the wait after which it can if nobody else asks. Of several reasons the
     * one that lasts longest.
     */
    public Optional<ChatFailure> refusal(Demand demand, Instant now) {
        Demand most = ceiling.before(demand);
        return Stream.of(
                        wait(most.requests(), Window.Used::requests, now)
                                .map(wait -> failure(
                                        ErrorKind.REQUEST_RATE_EXCEEDED,
                                        ceiling.requests(),
                                        "requests per minute",
                                        wait)),
                        wait(most.tokens(), Window.Used::tokens, now)
                                .map(wait -> failure(
                                        ErrorKind.TOKEN_RATE_EXCEEDED, ceiling.tokens(), "tokens per minute", wait)),
                        concurrencyWait(most.concurrent())
                                .map(wait -> failure(
                                        ErrorKind.CONCURRENCY_EXCEEDED,
                                        ceiling.concurrent(),
                                        "requests at the same time",
                                        wait)))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(ChatFailure::retryAfter))
                .map(refusal -> refusal.rates(left(now)));
    }

    /** For the response headers. */
    public RateStatus left(Instant now) {
        return new RateStatus(
                rate(ceiling.requests(), Window.Used::requests, now), rate(ceiling.tokens(), Window.Used::tokens, now));
    }

    private RateStatus.Rate rate(Long limit, ToLongFunction<Window.Used> kind, Instant now) {
        if (limit == null) {
            return null;
        }
        long used = window.used().stream().mapToLong(kind).sum();
        return new RateStatus.Rate(limit, Math.max(0, limit - used), until(window.downTo(0, kind), now));
    }

    private Optional<Duration> wait(long most, ToLongFunction<Window.Used> kind, Instant now) {
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

    private static ChatFailure failure(ErrorKind kind, long limit, String unit, Duration wait) {
        String message = "Rate limit reached: %,d %s. Please try again in %.3f s."
                .formatted(limit, unit, wait.toMillis() / 1000.0);
        return new ChatFailure(kind, message).retryAfter(wait);
    }
}
