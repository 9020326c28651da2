package dev.tollgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.TracingProfile;
import dev.tollgate.route.Alias;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.ModelName;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The traces of calls, as a collector receives them. */
@QuarkusTest
@TestProfile(TracingProfile.class)
final class TracesTest extends GatewayTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    private static FakeCollector collector;

    @BeforeAll
    static void startCollector() {
        collector = new FakeCollector(TracingProfile.port());
    }

    @AfterAll
    static void stopCollector() {
        collector.close();
    }

    @BeforeEach
    void targets() {
        routes.provider("good", upstream.answers("good", Replies.hello()));
        routes.provider("broken", upstream.answers("broken", Replies.status(500, "{}")));
        routes.alias("chat", "good/m");
        routes.alias("failing-over", "broken/m", "good/m");
    }

    @Test
    void aBufferedCallIsASpanWithASpanForItsAttempt() {
        List<JsonNode> spans = spans(client.chat(question("chat")), 2);
        JsonNode call = spans.getFirst();
        JsonNode attempt = spans.getLast();

        assertThat(call.path("name").asText()).isEqualTo("chat chat");
        assertThat(call.path("kind").intValue()).isEqualTo(2);
        assertThat(call.has("parentSpanId")).isFalse();
        assertThat(attributes(call, "http.request.method", "url.path", "http.response.status_code"))
                .containsExactly("POST", "/v1/chat/completions", "200");
        assertThat(attributes(call, "gen_ai.request.model", "tollgate.provider", "tollgate.outcome", "tollgate.key_id"))
                .containsExactly("chat", "good", "complete", "tester");

        assertThat(attempt.path("name").asText()).isEqualTo("chat m");
        assertThat(attempt.path("kind").intValue()).isEqualTo(3);
        assertThat(attempt.path("parentSpanId")).isEqualTo(call.path("spanId"));
        assertThat(attributes(
                        attempt,
                        "gen_ai.operation.name",
                        "gen_ai.provider.name",
                        "gen_ai.request.model",
                        "gen_ai.response.model",
                        "gen_ai.response.finish_reasons",
                        "gen_ai.usage.input_tokens",
                        "gen_ai.usage.output_tokens",
                        "server.address"))
                .containsExactly("chat", "good", "m", "m", "[{\"stringValue\":\"stop\"}]", "3", "1", "127.0.0.1");
        assertThat(collector.documents().toString()).doesNotContain("Say hello").doesNotContain("Hello");
    }

    @Test
    void aStreamedCallSaysWhenItsFirstChunkCame() {
        List<JsonNode> spans = spans(client.chat(streamedQuestion("chat")), 2);

        assertThat(OtlpShape.attribute(spans.getFirst(), "gen_ai.request.stream"))
                .isEqualTo("true");
        assertThat(OtlpShape.attribute(spans.getLast(), "gen_ai.response.time_to_first_chunk"))
                .isNotEmpty();
    }

    @Test
    void aFailedAttemptIsASpanThatFailed() {
        List<JsonNode> spans = spans(client.chat(question("failing-over")), 3);

        assertThat(spans.get(1).at("/status/code").intValue()).isEqualTo(2);
        assertThat(attributes(spans.get(1), "error.type", "tollgate.provider"))
                .containsExactly("upstream_failed", "broken");
        assertThat(spans.get(2).path("status")).isEmpty();
        assertThat(spans.getFirst().path("status")).isEmpty();
        assertThat(OtlpShape.attribute(spans.getFirst(), "tollgate.attempts")).isEqualTo("2");
    }

    /** The delay is so short that either target may start first. */
    @Test
    void aHedgedRequestIsASpanThatIsSupersededAndNoError() {
        CountDownLatch slowHasTheRequest = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        routes.provider("slow", upstream.answers("slow", (exchange, received) -> {
            slowHasTheRequest.countDown();
            Replies.silence(release).answer(exchange, received);
        }));
        routes.provider("quick", upstream.answers("quick", (exchange, received) -> {
            Replies.silence(slowHasTheRequest).answer(exchange, received);
            Replies.hello().answer(exchange, received);
        }));
        List<Alias.TargetSpec> targets = Stream.of("slow/m", "quick/m")
                .map(ModelName::of)
                .map(Alias.TargetSpec::of)
                .toList();
        FailoverPolicy hedging = new FailoverPolicy(null, null, null, null, 1, null);
        routes.alias(Alias.builder("hedged")
                .targets(targets)
                .dropUnsupported(false)
                .failover(hedging)
                .build());

        List<JsonNode> spans = spans(client.chat(question("hedged")), 3);
        release.countDown();

        JsonNode slow = spans.stream()
                .filter(span -> span.path("kind").intValue() == 3)
                .filter(span -> OtlpShape.attribute(span, "tollgate.provider").equals("slow"))
                .findFirst()
                .orElseThrow();
        assertThat(attributes(slow, "tollgate.attempt.superseded", "error.type"))
                .containsExactly("true", "");
        assertThat(slow.path("status")).isEmpty();
        assertThat(OtlpShape.attribute(spans.getFirst(), "tollgate.provider")).isEqualTo("quick");
    }

    @Test
    void aRefusedCallIsASpanWithoutAttempts() {
        List<JsonNode> spans = spans(new GatewayClient(base, "sk-nobody").chat(question("chat")), 1);

        assertThat(spans.getFirst().path("name").asText()).isEqualTo("POST");
        assertThat(spans.getFirst().path("status")).isEmpty();
        assertThat(attributes(spans.getFirst(), "http.response.status_code", "error.type", "tollgate.key_id"))
                .containsExactly("401", "invalid_api_key", "");
    }

    @Test
    void aNameThatAClientMakesUpIsNoNameOfASpan() {
        List<JsonNode> spans = spans(client.chat(question("made-up")), 1);

        assertThat(spans.getFirst().path("name").asText()).isEqualTo("chat");
        assertThat(OtlpShape.attribute(spans.getFirst(), "gen_ai.request.model"))
                .isEqualTo("made-up");
    }

    @Test
    void theTraceOfAClientGoesOnToTheProvider() {
        Response response = chat("00-" + TRACE + "-" + PARENT + "-01", "vendor=value");
        List<JsonNode> spans = spans(response, 2);

        assertThat(spans).allSatisfy(span -> {
            assertThat(span.path("traceId").asText()).isEqualTo(TRACE);
            assertThat(span.path("traceState").asText()).isEqualTo("vendor=value");
        });
        assertThat(spans.getFirst().path("parentSpanId").asText()).isEqualTo(PARENT);
        assertThat(received("traceparent"))
                .isEqualTo("00-" + TRACE + "-" + spans.getLast().path("spanId").asText() + "-01");
        assertThat(received("tracestate")).isNull();
    }

    @Test
    void aMalformedTraceBeginsAnew() {
        List<JsonNode> spans = spans(chat("00-" + TRACE + "-0-01", "vendor=value"), 2);

        assertThat(spans.getFirst().path("traceId").asText()).isNotEqualTo(TRACE);
        assertThat(spans.getFirst().has("parentSpanId")).isFalse();
        assertThat(spans.getFirst().has("traceState")).isFalse();
    }

    @Test
    void aTraceThatItsClientDoesNotSampleIsPassedOnAndNotExported() {
        Response response = chat("00-" + TRACE + "-" + PARENT + "-00", "");
        assertThat(received("traceparent")).startsWith("00-" + TRACE + "-").endsWith("-00");
        // Exports are in the order of the calls.
        spans(client.chat(question("chat")), 2);
        assertThat(collector.spans(response.requestId())).isEmpty();
    }

    @Test
    void eachExportHasTheMetricsOfItsCalls() {
        client.chat(streamedQuestion("failing-over"));

        assertThat(Awaitility.await().until(() -> points("gen_ai.client.token.usage"), points -> points.stream()
                        .anyMatch(point -> OtlpShape.attribute(point, "gen_ai.provider.name")
                                .equals("good"))))
                .allSatisfy(point -> assertThat(OtlpShape.attribute(point, "gen_ai.token.type"))
                        .isIn("input", "output"));
        assertThat(points("gen_ai.client.operation.duration"))
                .anySatisfy(point -> assertThat(attributes(point, "gen_ai.provider.name", "error.type"))
                        .containsExactly("broken", "upstream_failed"));
        assertThat(points("gen_ai.server.time_to_first_token"))
                .anySatisfy(point -> assertThat(OtlpShape.attribute(point, "gen_ai.request.model"))
                        .isEqualTo("failing-over"));
        assertThat(points("gen_ai.server.request.duration"))
                .noneSatisfy(point -> assertThat(OtlpShape.attribute(point, "gen_ai.request.model"))
                        .isEqualTo("made-up"));
    }

    private static List<JsonNode> points(String metric) {
        List<JsonNode> points = new ArrayList<>();
        collector.metrics().stream()
                .filter(one -> one.path("name").asText().equals(metric))
                .forEach(one -> one.at("/histogram/dataPoints").forEach(points::add));
        return points;
    }

    private Response chat(String traceparent, String tracestate) {
        return GatewayClient.send(client.request("/v1/chat/completions")
                .header("content-type", "application/json")
                .header("traceparent", traceparent)
                .header("tracestate", tracestate)
                .POST(BodyPublishers.ofString(question("chat"))));
    }

    private static String received(String header) {
        return upstream.received("good").getLast().headers().getFirst(header);
    }

    private static List<JsonNode> spans(Response response, int number) {
        return Awaitility.await().until(() -> collector.spans(response.requestId()), spans -> spans.size() == number);
    }

    private static List<String> attributes(JsonNode span, String... names) {
        return List.of(names).stream()
                .map(name -> OtlpShape.attribute(span, name))
                .toList();
    }
}
