package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connections to providers are used again, and that the others are closed. */
class UpstreamConnectionsTest {
    private static final int REQUESTS = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final SteppingClock clock = new SteppingClock();
    private final UpstreamClient client =
            new UpstreamClient(GatewayConfigs.with(Map.of()), new TrustedAuthorities(Optional.empty()), clock);
    private final RawProvider provider = new RawProvider(RawProvider.text(RawProvider.OK));

    @AfterEach
    void close() {
        client.close();
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a line without end", "headers without end", "too many heads", "no HTTP", "no status"})
    void aConnectionWhoseHeadCannotBeReadIsClosed(String head) {
        provider.follow(out -> writeHead(head, out));
        for (int i = 0; i < REQUESTS; i++) {
            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(this::request)
                    .matches(failed -> failed.kind() == ErrorKind.UPSTREAM_FAILED);
        }
        assertThat(provider.accepted()).isEqualTo(REQUESTS);
        Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> assertThat(provider.open())
                .isZero());
    }

    private static void writeHead(String head, OutputStream out) throws java.io.IOException {
        String line =
                switch (head) {
                    case "a line without end" -> "x".repeat(1000);
                    case "headers without end" -> "name: value\r\n";
                    case "too many heads" -> "HTTP/1.1 103 Early Hints\r\n\r\n";
                    case "no HTTP" -> "FTP\r\n\r\n";
                    case "no status" -> "HTTP/1.1 abc\r\n\r\n";
                    default -> throw new IllegalArgumentException(head);
                };
        int times =
                switch (head) {
                    case "too many heads" -> 20;
                    case "no HTTP", "no status" -> 1;
                    default -> 50_000;
                };
        String start = head.endsWith("without end") ? "HTTP/1.1 200 OK\r\n" : "";
        out.write((start + line.repeat(times)).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aConnectionWhoseHeadNeverComesIsClosedAfterTheTimeout() {
        provider.follow(RawProvider.text("HTTP/1.1 200 OK\r\nContent-"));
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> request(Duration.ofMillis(50)))
                .matches(failed -> failed.kind() == ErrorKind.UPSTREAM_TIMEOUT);
        Awaitility.await().atMost(TIMEOUT).until(() -> provider.accepted() == 1 && provider.open() == 0);
    }

    @Test
    void aBodyThatStopsIsGivenUpAfterTheLongestSilence() {
        provider.follow(RawProvider.text("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));
        try (UpstreamExchange exchange = send()) {
            exchange.head(TIMEOUT, clock);
            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(
                            () -> exchange.rest(clock.instant().plus(TIMEOUT), Duration.ofMillis(50), clock, _ -> {}))
                    .matches(failed -> failed.kind() == ErrorKind.UPSTREAM_TIMEOUT);
        }
        Awaitility.await().atMost(TIMEOUT).until(() -> provider.open() == 0);
    }

    @Test
    void aConnectionIsUsedAgainWithoutAPause() {
        request();
        clock.pass(Duration.ofSeconds(1));
        request();
        assertThat(provider.accepted()).isOne();
    }

    @Test
    void afterAPauseTheNextRequestOpensAConnectionAndTheOldOneIsClosed() {
        request();
        clock.pass(Duration.ofMillis(1001));
        request();
        assertThat(provider.accepted()).isEqualTo(2);
        Awaitility.await().atMost(TIMEOUT).until(() -> provider.open() == 1);
    }

    @Test
    void aReplyInProgressSurvivesThePause() {
        try (UpstreamExchange running = send()) {
            running.head(TIMEOUT, clock);
            clock.pass(Duration.ofMinutes(1));
            request();
            assertThat(running.rest(clock.instant().plus(TIMEOUT), clock, 2))
                    .asString()
                    .isEqualTo("ok");
        }
        assertThat(provider.accepted()).isEqualTo(2);
    }

    @Test
    void theOtherConnectionsOfAPoolWithADeadOneAreNotUsedAgain() {
        provider.follow(answersOnceBothAreHere());
        try (UpstreamExchange one = send();
                UpstreamExchange other = send()) {
            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> finish(one));
            finish(other);
            first.join();
        }
        provider.follow(RawProvider.text(RawProvider.OK));
        clock.pass(Duration.ofMillis(900));
        request();
        clock.pass(Duration.ofMillis(900));
        provider.follow(_ -> {});
        assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> request(Duration.ofMillis(500)));
        provider.follow(RawProvider.text(RawProvider.OK));
        request();
        assertThat(provider.accepted()).isEqualTo(3);
        Awaitility.await().atMost(TIMEOUT).until(() -> provider.open() == 1);
    }

    /** So that the second request cannot use the connection of the first one. */
    private static RawProvider.Script answersOnceBothAreHere() {
        CountDownLatch both = new CountDownLatch(2);
        return out -> {
            both.countDown();
            Awaitility.await().atMost(TIMEOUT).until(() -> both.getCount() == 0);
            RawProvider.text(RawProvider.OK).write(out);
        };
    }

    private void request() {
        request(TIMEOUT);
    }

    private void request(Duration timeout) {
        try (UpstreamExchange exchange = send()) {
            finish(exchange, timeout);
        }
    }

    private void finish(UpstreamExchange exchange) {
        finish(exchange, TIMEOUT);
    }

    private void finish(UpstreamExchange exchange, Duration timeout) {
        exchange.head(timeout, clock);
        assertThat(exchange.rest(clock.instant().plus(TIMEOUT), clock, 2))
                .asString()
                .isEqualTo("ok");
    }

    private UpstreamExchange send() {
        return client.send(new UpstreamRequest(provider.url(), Map.of(), "{}".getBytes(StandardCharsets.UTF_8), false));
    }
}
