package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a process remembers of the speed of targets. */
class LatencyStatsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final LatencyStats latencyStats = new LatencyStats();

    @Test
    void ofMoreModelsThanAnyAliasNamesTheLastAreRemembered() {
        IntStream.rangeClosed(0, 1_000).forEach(i -> respond(i, NOW.plusMillis(i)));
        respond(1, NOW.plusMillis(1_001));
        respond(1_001, NOW.plusMillis(1_002));

        assertThat(IntStream.rangeClosed(0, 1_001).filter(this::isKnown))
                .hasSize(1_000)
                .doesNotContain(0, 2);
    }

    private void respond(int model, Instant at) {
        latencyStats.recordResponse(name(model), Duration.ofMillis(250), 1, Duration.ofMillis(5), at);
    }

    private boolean isKnown(int model) {
        return latencyStats.of(name(model), NOW.plusSeconds(2)).isPresent();
    }

    private static ModelName name(int model) {
        return new ModelName("p", "m" + model);
    }
}
