package dev.tollgate.provider;

import dev.tollgate.http.HttpReplyHead;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.parse.TimeParser;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads how long to wait before a retry: {@code retry-after-ms}, or {@code retry-after} (RFC 9110, section 10.2.3). */
final class RetryAfter {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private RetryAfter() {}

    /** Ignores an unreadable value, because the header is only advice. */
    static Optional<Duration> in(HttpReplyHead head, Instant now) {
        return head.header("retry-after-ms")
                .flatMap(value -> amount(value, MILLISECOND))
                .or(() -> head.header("retry-after")
                        .flatMap(value -> amount(value, SECOND).or(() -> untilDate(value, now))));
    }

    private static Optional<Duration> amount(String value, Duration unit) {
        return NumberParser.decimal(value.strip())
                .filter(amount -> amount.signum() >= 0)
                .map(amount -> TimeParser.duration(amount, unit));
    }

    private static Optional<Duration> untilDate(String value, Instant now) {
        return TimeParser.httpDate(value.strip())
                .map(date -> Duration.between(now, date))
                .filter(wait -> !wait.isNegative());
    }
}
