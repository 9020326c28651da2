package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.http.HttpReplyHead;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.TimeParser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a provider sends, the wait fits into every calculation that follows. */
final class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void readsSecondsMillisecondsAndDates() {
        assertThat(in("retry-after", "1.5")).isEqualTo(Duration.ofMillis(1_500));
        assertThat(in("retry-after-ms", "20")).isEqualTo(Duration.ofMillis(20));
        assertThat(in("retry-after", "Sun, 29 Nov 2026 12:00:07 GMT")).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999", "1e300", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void aWaitOfCenturiesIsBounded(String value) {
        GatewayException failure =
                new GatewayException(ErrorKind.UPSTREAM_OVERLOADED, "later").retryAfter(in("retry-after", value));

        assertThat(failure.retryAfter()).isEqualTo(TimeParser.LONGEST);
        assertThat(failure.retryAfter().toNanos()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Infinity", "NaN", "-1", "-Infinity", "1e999999999", "soon", "Sun, 29 Nov 2026 11:00:00 GMT"
            })
    void whatIsNoWaitIsIgnored(String value) {
        assertThat(RetryAfter.in(headers("retry-after", value), NOW)).isEmpty();
    }

    private static Duration in(String name, String value) {
        return RetryAfter.in(headers(name, value), NOW).orElseThrow();
    }

    private static HttpReplyHead headers(String name, String value) {
        return new HttpReplyHead(429, Map.of(name, value), false);
    }
}
