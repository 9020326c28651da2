package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerLimitBoundsTest {
    @Test
    void theDefaultsAreWithinTheirBounds() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tollgate.server.max-connections",
                "tollgate.server.max-streams",
                "tollgate.server.max-headers",
                "tollgate.server.head-timeout",
                "tollgate.server.body-timeout",
                "tollgate.server.idle-timeout",
                "tollgate.jobs.follow-batches"
            })
    void whatIsNegativeIsRefusedByName(String setting) {
        String variable = setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');

        assertThatThrownBy(() -> check(Map.of(setting, "-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(variable + ": expected ");
    }

    private static void check(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                // Quarkus' own, which read 30s as a duration.
                .addDiscoveredConverters()
                .withMapping(ConnectionLimits.class)
                .withMapping(JobSettings.class)
                .withDefaultValues(settings)
                .build();
        ServerLimitBounds.check(
                config.getConfigMapping(ConnectionLimits.class), config.getConfigMapping(JobSettings.class));
    }
}
