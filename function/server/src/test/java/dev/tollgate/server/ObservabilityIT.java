package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.telemetry.FakeCollector;
import dev.tollgate.telemetry.OtlpShape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The packaged gateway, seen from a collector of OpenTelemetry's and from Prometheus. */
class ObservabilityIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static ScriptedProvider provider;
    private static FakeCollector collector;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        provider = new ScriptedProvider();
        collector = new FakeCollector();
        gateway = RunningGateway.with(
                """
                providers:
                  good: { kind: openai, base_url: "%s" }
                  broken: { kind: openai, base_url: "%s" }
                aliases: { pair: { targets: [ { model: broken/any }, { model: good/any } ] } }
                keys: { seen: { secret: sk-it-seen, tags: { team: blue } } }
                """.formatted(
                                provider.at("good", ScriptedProvider.json(ProviderReplies.WHOLE_TEXT)),
                                provider.at("broken", (exchange, _) -> exchange.sendResponseHeaders(500, -1))),
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.uri().toString(),
                "OTEL_EXPORTER_OTLP_HEADERS",
                "api-key=secret",
                "OTEL_RESOURCE_ATTRIBUTES",
                "deployment.environment.name=test");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        collector.close();
        provider.close();
        CLIENT.close();
    }

    /** In the emulator of Lambda, an environment is frozen when its invocation ends: the export must have arrived by then. */
    @Test
    void aCallIsExportedWithItsAttemptsAndMetrics() throws Exception {
        HttpResponse<String> response = chat("sk-it-seen");
        assertThat(response.statusCode()).isEqualTo(200);
        String id = response.headers().firstValue("x-request-id").orElseThrow();

        List<JsonNode> spans = Awaitility.await().until(() -> collector.spans(id), found -> found.size() == 3);
        assertThat(spans)
                .extracting(span -> OtlpShape.attribute(span, "tollgate.provider"))
                .containsExactly("good", "broken", "good");
        assertThat(collector.documents().getFirst().toString()).contains("deployment.environment.name");
        assertThat(collector.headers().getFirst().getFirst("api-key")).isEqualTo("secret");
        Awaitility.await().until(() -> !collector.metrics().isEmpty());
    }

    @Test
    @DisabledIfSystemProperty(
            named = "dev.tollgate.function",
            matches = ".+",
            disabledReason = "a function is not scraped")
    void prometheusReadsWhatWasCounted() throws Exception {
        chat("sk-it-seen");
        Awaitility.await().until(() -> metrics().body().contains("tollgate_requests_total{alias=\"pair\""));

        assertThat(metrics().body())
                .contains("provider=\"good\",status=\"200\",team=\"blue\"}")
                .contains(
                        "tollgate_attempts_total{provider=\"broken\",model=\"any\",purpose=\"respond\",outcome=\"upstream_failed\"}")
                .contains("# TYPE tollgate_time_to_first_token_seconds histogram")
                .contains("tollgate_requests_in_flight 0")
                .contains("tollgate_memory_budget_bytes");
        assertThat(metrics().headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics("x-forwarded-for", "203.0.113.7").statusCode()).isEqualTo(403);
        assertThat(gateway.output()).noneMatch(line -> line.contains("/metrics"));
    }

    private static HttpResponse<String> metrics(String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/metrics"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> chat(String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/chat/completions"))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"model\":\"pair\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return gateway.url().resolve(path);
    }
}
