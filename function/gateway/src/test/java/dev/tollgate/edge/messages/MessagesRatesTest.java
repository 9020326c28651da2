package dev.tollgate.edge.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MessagesRatesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00.250Z");

    @Test
    void aResetIsASecondThatIsNotTooEarly() {
        RateStatus status = new RateStatus(
                new RateStatus.Rate(60, 59, Duration.ofMillis(1_000)),
                new RateStatus.Rate(1_000, 0, Duration.ofMillis(59_750)));

        assertThat(MessagesRates.headers(status, NOW))
                .isEqualTo(Map.of(
                        "anthropic-ratelimit-requests-limit", "60",
                        "anthropic-ratelimit-requests-remaining", "59",
                        "anthropic-ratelimit-requests-reset", "2026-11-30T08:00:02Z",
                        "anthropic-ratelimit-tokens-limit", "1000",
                        "anthropic-ratelimit-tokens-remaining", "0",
                        "anthropic-ratelimit-tokens-reset", "2026-11-30T08:01:00Z"));
    }

    @Test
    void aLimitThatTheKeyDoesNotHaveHasNoHeaders() {
        assertThat(MessagesRates.headers(RateStatus.UNLIMITED, NOW)).isEmpty();
    }
}
