package dev.tollgate.provider;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads how long to wait before a retry: {@code retry-after-ms}, or {@code retry-after} (RFC 9110, section 10.2.3). */
final class RetryAfter {
    private RetryAfter() {}

    /** Ignores an unreadable value, because the header is only advice. */
    static Optional<Duration> in(HttpHeaders headers, Instant now) {
        return headers.firstValue("retry-after-ms")
                .flatMap(RetryAfter::number)
                .map(millis -> Duration.ofNanos((long) (millis * 1_000_000)))
                .or(() -> headers.firstValue("retry-after").flatMap(value -> number(value)
                        .map(seconds -> Duration.ofMillis((long) (seconds * 1_000)))
                        .or(() -> untilDate(value, now))))
                .filter(wait -> !wait.isNegative());
    }

    private static Optional<Double> number(String value) {
        try {
            return Optional.of(Double.valueOf(value.strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> untilDate(String value, Instant now) {
        try {
            Instant date = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, date));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
