package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.telemetry.FakeCollector;
import dev.tollgate.telemetry.OtlpShape;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exports from the function: Lambda freezes it as soon as it polls for the next event. */
class ExportIT extends FunctionFixture {
    private final FakeCollector collector = new FakeCollector();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stopCollector() {
        release.countDown();
        collector.close();
    }

    @Test
    void aCallIsExportedBeforeItsInvocationEnds() throws Exception {
        provider.release();
        // A busy machine may need more than the default for one that responds.
        start(settings("30000"));
        assertThat(api.pollsForNext(TIMEOUT_MILLIS)).isTrue();
        event("e1", 60, CHAT, REQUEST);
        assertThat(api.post().whole()).contains("data: [DONE]");

        assertThat(api.pollsForNext(TIMEOUT_MILLIS)).isTrue();
        assertThat(collector.spans()).hasSize(2);
        assertThat(collector.metrics()).isNotEmpty();
        assertThat(OtlpShape.attribute(collector.spans().getLast(), "gen_ai.request.model"))
                .isEqualTo("m");
        assertThat(collector.documents().getFirst().toString()).contains("faas.name", "exporting");
    }

    @Test
    void aCollectorThatHangsDelaysTheEndForAShortTime() throws Exception {
        collector.failing(Optional.of(_ -> {
            try {
                release.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }));
        provider.release();
        start(settings("1000"));
        assertThat(api.pollsForNext(TIMEOUT_MILLIS)).isTrue();
        event("e1", 60, CHAT, REQUEST);

        // The client has its response while the collector hangs, and the deadline is far.
        assertThat(api.post().whole()).contains("data: [DONE]");
        assertThat(api.pollsForNext(30_000)).isTrue();
        assertThat(function.output())
                .contains(
                        "\"message\":\"traces: the collector did not respond in time; 0 calls were not exported so far\"");
    }

    private Map<String, String> settings(String timeoutMillis) {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.uri().toString(),
                "OTEL_EXPORTER_OTLP_TIMEOUT",
                timeoutMillis,
                "AWS_LAMBDA_FUNCTION_NAME",
                "exporting",
                "AWS_LAMBDA_LOG_FORMAT",
                "JSON");
    }
}
