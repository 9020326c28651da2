package dev.tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.fake.GatewayConfigs;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SettingBoundsTest {
    private static final Set<Class<?>> BOUNDED =
            Set.of(int.class, long.class, double.class, Duration.class, OptionalLong.class);

    @Test
    void theDefaultsAreWithinTheirBounds() {
        assertThatCode(() -> SettingBounds.check(GatewayConfigs.with(Map.of()))).doesNotThrowAnyException();
        assertThatCode(() -> SettingBounds.check(GatewayConfigs.ofIssuer(Map.of())))
                .doesNotThrowAnyException();
    }

    /** Every number and time of the settings, also those that somebody adds. */
    static Stream<String> settings() {
        return Stream.concat(
                settings(GatewayConfig.class, "tollgate."), settings(TokenIssuerConfig.class, "tollgate.jwt."));
    }

    private static Stream<String> settings(Class<?> group, String prefix) {
        return Stream.of(group.getMethods()).flatMap(setting -> {
            String name = prefix + name(setting);
            return setting.getReturnType().isMemberClass()
                    ? settings(setting.getReturnType(), name + ".")
                    : Stream.of(name).filter(_ -> BOUNDED.contains(setting.getReturnType()));
        });
    }

    private static String name(Method setting) {
        return setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void thereAreSettingsToCheck() {
        assertThat(settings()).hasSizeGreaterThan(30).contains("tollgate.request.max-bytes", "tollgate.heartbeat");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whatIsNegativeIsRefusedByName(String setting) {
        String variable = setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');

        assertThatThrownBy(() -> check(setting, "-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(variable + ": expected ");
    }

    @ParameterizedTest
    @CsvSource({
        "tollgate.request.timeout, 999999999h",
        "tollgate.request.max-bytes, 2147483647",
        "tollgate.upstream.max-reply-bytes, 9223372036854775807",
        "tollgate.health.failure-share, NaN",
        "tollgate.request.max-depth, 100000"
    })
    void whatIsAbsurdIsRefused(String setting, String value) {
        assertThatThrownBy(() -> check(setting, value)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void check(String setting, String value) {
        if (setting.startsWith("tollgate.jwt.")) {
            SettingBounds.check(GatewayConfigs.ofIssuer(Map.of(setting, value)));
        } else {
            SettingBounds.check(GatewayConfigs.with(Map.of(setting, value)));
        }
    }
}
