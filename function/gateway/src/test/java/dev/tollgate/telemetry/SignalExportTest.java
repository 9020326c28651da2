package dev.tollgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.CallReport;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.fake.TelemetryConfigs;
import dev.tollgate.provider.UpstreamClients;
import dev.tollgate.upstream.Replies;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Group commit to a collector that is slow, fails, or does not respond. */
final class SignalExportTest {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-30T10:00:00Z"));
    private final FakeCollector collector = new FakeCollector();
    private final List<String> encoded = new CopyOnWriteArrayList<>();
    private final SignalExport export = new SignalExport(client(), this::document);

    @AfterEach
    void close() {
        collector.close();
    }

    private CollectorClient client() {
        return new CollectorClient(
                UpstreamClients.with(clock),
                new CollectorAddress("traces", URI.create(collector.uri() + "/v1/traces")),
                new CollectorHeaders(
                        TelemetryConfigs.with(Map.of("otel.exporter.otlp.headers", "api-key=a%20b")),
                        reference -> reference),
                clock);
    }

    private Optional<byte[]> document(List<CallReport> calls) {
        encoded.add(calls.stream().map(CallReport::requestId).collect(Collectors.joining(" ")));
        return Optional.of("{}".getBytes(StandardCharsets.UTF_8));
    }

    private CallReport call(String id) {
        return new CallMetrics(id, clock.instant()).report(clock.instant());
    }

    private void answering(int status) {
        collector.failing(Optional.of(exchange -> exchange.sendResponseHeaders(status, -1)));
    }

    @Test
    void aCallIsExportedWhenItReturns() {
        answering(200);
        export.export(call("a"), LONGEST_WAIT);
        export.export(call("b"), LONGEST_WAIT);

        assertThat(encoded).containsExactly("a", "b");
        assertThat(collector.headers()).hasSize(2).allSatisfy(headers -> {
            assertThat(headers.getFirst("api-key")).isEqualTo("a b");
            assertThat(headers.getFirst("content-type")).isEqualTo("application/json");
        });
    }

    @Test
    void callsThatEndMeanwhileGoTogether() {
        CountDownLatch release = new CountDownLatch(1);
        collector.failing(Optional.of(exchange -> {
            Replies.await(release, LONGEST_WAIT);
            exchange.sendResponseHeaders(200, -1);
        }));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> export.export(call("first"), LONGEST_WAIT));
            Awaitility.await().until(() -> collector.headers().size() == 1);
            IntStream.range(0, 50)
                    .forEach(number -> threads.execute(() -> export.export(call("c" + number), LONGEST_WAIT)));
            Awaitility.await().until(() -> export.waiting() == 50);
            release.countDown();
        }
        assertThat(encoded).hasSize(2);
        assertThat(encoded.getLast().split(" ", -1)).hasSize(50);
    }

    @Test
    void aCollectorThatDoesNotRespondCostsAShortTimeAndThenNone() {
        CountDownLatch release = new CountDownLatch(1);
        collector.failing(Optional.of(exchange -> Replies.await(release, LONGEST_WAIT)));

        export.export(call("a"), SHORT);
        export.export(call("b"), LONGEST_WAIT);
        assertThat(encoded).containsExactly("a");
        release.countDown();

        answering(200);
        clock.pass(Duration.ofMinutes(1));
        export.export(call("c"), LONGEST_WAIT);
        assertThat(encoded).containsExactly("a", "a b c");
    }

    @Test
    void whatACollectorRefusesForGoodIsNotSentAgain() {
        answering(400);
        export.export(call("a"), LONGEST_WAIT);
        answering(503);
        clock.pass(Duration.ofMinutes(1));
        export.export(call("b"), LONGEST_WAIT);
        answering(200);
        clock.pass(Duration.ofMinutes(1));
        export.export(call("c"), LONGEST_WAIT);

        assertThat(encoded).containsExactly("a", "b", "b c");
    }

    @Test
    void whatIsLostIsCounted() {
        answering(400);
        export.export(call("a"), LONGEST_WAIT);
        assertThat(export.lost()).isEqualTo(1);

        SignalExport broken = new SignalExport(client(), _ -> {
            throw new IllegalStateException("a bug");
        });
        assertThatIllegalStateException().isThrownBy(() -> broken.export(call("b"), LONGEST_WAIT));
        assertThat(broken.lost()).isEqualTo(1);
    }

    @Test
    void aDocumentThatIsTooLargeGoesInParts() {
        IntStream.range(0, 4).forEach(number -> export.export(call("c" + number), Duration.ZERO));
        collector.failing(Optional.of(exchange -> exchange.sendResponseHeaders(
                encoded.getLast().contains("c2") || encoded.getLast().split(" ", -1).length > 2 ? 413 : 200, -1)));

        export.export(call("last"), LONGEST_WAIT);

        assertThat(encoded).containsExactly("c0 c1 c2 c3 last", "c0 c1", "c2 c3 last", "c2");
        assertThat(export.lost()).isEqualTo(1);
        answering(200);
        clock.pass(Duration.ofMinutes(1));
        export.export(call("next"), LONGEST_WAIT);
        assertThat(encoded.getLast()).isEqualTo("c3 last next");
    }

    @Test
    void aBugThatOnePartOfADocumentMeetsLosesNoOther() {
        SignalExport broken = new SignalExport(client(), calls -> {
            if (calls.size() == 2) {
                throw new IllegalStateException("a bug");
            }
            return document(calls);
        });
        IntStream.range(0, 4).forEach(number -> broken.export(call("c" + number), Duration.ZERO));
        answering(413);

        assertThatIllegalStateException().isThrownBy(() -> broken.export(call("last"), LONGEST_WAIT));

        assertThat(broken.lost()).isEqualTo(2);
        answering(200);
        broken.export(call("next"), LONGEST_WAIT);
        assertThat(encoded).containsExactly("c0 c1 c2 c3 last", "c2 c3 last next");
    }

    @Test
    void beyondTheBoundTheOldestAreDropped() {
        answering(503);
        export.export(call("a"), LONGEST_WAIT);
        IntStream.range(0, 600).forEach(number -> export.export(call("c" + number), LONGEST_WAIT));
        answering(200);
        clock.pass(Duration.ofMinutes(1));
        export.export(call("last"), LONGEST_WAIT);

        List<String> sent = List.of(encoded.getLast().split(" ", -1));
        assertThat(sent).hasSize(512).endsWith("c599", "last").startsWith("c89");
    }

    @Test
    void aCallWithoutTimeIsExportedWithALaterOne() {
        answering(200);
        export.export(call("late"), Duration.ZERO);
        assertThat(encoded).isEmpty();
        export.export(call("next"), LONGEST_WAIT);
        assertThat(encoded).containsExactly("late next");
    }
}
