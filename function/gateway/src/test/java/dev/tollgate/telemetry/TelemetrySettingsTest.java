package dev.tollgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.config.TelemetryConfig;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.TelemetryConfigs;
import dev.tollgate.parse.TraceParent;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenTelemetry's environment variables. */
final class TelemetrySettingsTest {
    private static final String BASE = "otel.exporter.otlp.endpoint";

    @Test
    void nothingIsExportedWithoutAnEndpoint() {
        assertThat(traces(Map.of())).isEmpty();
        assertThat(traces(Map.of(BASE, "http://c:4318", "otel.traces.exporter", "none")))
                .isEmpty();
        assertThat(traces(Map.of("otel.exporter.otlp.metrics.endpoint", "http://c:4318/m")))
                .isEmpty();
    }

    @Test
    void aBaseAddressGetsThePathOfTheSignalAndAnOwnAddressIsTakenAsItIs() {
        assertThat(traces(Map.of(BASE, "http://c:4318/"))).contains("http://c:4318/v1/traces");
        assertThat(traces(Map.of(BASE, "https://c/base"))).contains("https://c/base/v1/traces");
        assertThat(traces(Map.of(BASE, "http://c:4318", "otel.exporter.otlp.traces.endpoint", "http://d/")))
                .contains("http://d/");
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> traces(Map.of(BASE, "c:4317")))
                .hasMessage("OTEL_EXPORTER_OTLP_ENDPOINT: expected an http or https URL.");
        assertThatThrownBy(() -> TraceSampler.of(TelemetryConfigs.with(
                        Map.of("otel.traces.sampler", "traceidratio", "otel.traces.sampler.arg", "2"))))
                .hasMessage("OTEL_TRACES_SAMPLER_ARG: expected a number from 0 to 1.");
        assertThatThrownBy(() -> resource(Map.of("otel.resource.attributes", "prod")))
                .hasMessageStartingWith("OTEL_RESOURCE_ATTRIBUTES: ");
        assertThatThrownBy(() -> TelemetryConfigs.with(Map.of("otel.traces.sampler", "sometimes")))
                .hasMessageContaining("sometimes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        always_on                | -   | false | true
        always_off               | -   | true  | false
        parentbased_always_on    | -   | false | false
        parentbased_always_on    | -   | -     | true
        parentbased_always_off   | -   | -     | false
        parentbased_always_off   | -   | true  | true
        traceidratio             | 0.5 | true  | true
        traceidratio             | 0.4 | true  | false
        parentbased_traceidratio | 0.5 | -     | true
        parentbased_traceidratio | 0.4 | -     | false
        parentbased_traceidratio | 0   | true  | true
        """)
    void theSamplersDecideAsOpenTelemetrysDo(String sampler, String ratio, Boolean client, boolean sampled) {
        String trace = "ffffffffffffffff" + "3fffffffffffff00";
        TelemetryConfig settings = TelemetryConfigs.with(
                Map.of("otel.traces.sampler", sampler, "otel.traces.sampler.arg", ratio == null ? "1" : ratio));
        Optional<TraceParent> parent =
                Optional.ofNullable(client).map(decision -> new TraceParent(trace, "1111111111111111", decision));
        assertThat(TraceSampler.of(settings).samples(trace, parent)).isEqualTo(sampled);
    }

    @Test
    void theOperatorsAttributesWin() {
        assertThat(resource(Map.of())).contains("service.name=tollgate", "service.instance.id=");
        assertThat(resource(Map.of(
                        "otel.resource.attributes",
                        "service.name=a,deployment.environment.name=prod",
                        "otel.service.name",
                        "b")))
                .contains("service.name=b", "deployment.environment.name=prod");
    }

    private static Optional<String> traces(Map<String, String> settings) {
        return CollectorAddress.traces(TelemetryConfigs.with(settings))
                .map(address -> address.uri().toString());
    }

    private static String resource(Map<String, String> settings) {
        return ResourceAttributes.of(
                        TelemetryConfigs.with(settings),
                        GatewayConfigs.with(Map.of("tollgate.name", "tollgate")),
                        Map.of())
                .toString();
    }
}
