package dev.tollgate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tollgate.provider.RawProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connections take another request, and how an exchange ends before its reply does. */
class HttpExchangeTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final RawProvider server = new RawProvider(RawProvider.text(RawProvider.OK));
    private final ConnectionPool pool = pool(Duration.ofMinutes(1));

    @AfterEach
    void close() {
        pool.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RawProvider.OK,
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok",
                CHUNKED + "1\r\no\r\n1;x=y\r\nk\r\n0\r\nTrailer: ignored\r\n\r\n",
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=9\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 103 Early Hints\r\n\r\n" + RawProvider.OK
            })
    void aConnectionTakesAnotherRequestAfterACompleteReply(String reply) throws IOException {
        server.follow(RawProvider.text(reply));
        assertThat(ask()).isEqualTo("ok");
        assertThat(ask()).isEqualTo("ok");
        assertThat(server.accepted()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                RawProvider.OK + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged",
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1, max=9\r\nContent-Length: 2\r\n\r\nok",
                RawProvider.OK + "x"
            })
    void noOtherRequestFollowsAnEndOrBytesThatNobodyAskedFor(String reply) throws IOException {
        server.follow(RawProvider.text(reply));
        assertThat(ask()).isEqualTo("ok");
        Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> assertThat(ask()).isEqualTo("ok"));
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void aConnectionThatTheServerHasClosedIsNotUsedAgain() throws IOException {
        AtomicReference<OutputStream> first = new AtomicReference<>();
        server.follow(out -> {
            first.compareAndSet(null, out);
            RawProvider.text(RawProvider.OK).write(out);
        });
        assertThat(ask()).isEqualTo("ok");
        first.get().close();
        Awaitility.await().atMost(TIMEOUT).until(() -> server.open() == 0);
        assertThat(ask()).isEqualTo("ok");
        assertThat(server.accepted()).isEqualTo(2);
    }

    /** More than the buffers of both sides hold, to a server that reads two bytes of it. */
    @Test
    void aRequestThatIsRefusedBeforeItIsCompleteGetsItsReply() throws IOException {
        server.follow(out -> {
            RawProvider.text("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno")
                    .write(out);
            out.close();
        });
        HttpRequest large = HttpRequest.of("POST", server.url(), Map.of(), new byte[32 * 1024 * 1024]);
        try (HttpExchange exchange = new HttpExchange(pool, large)) {
            HttpReply reply = exchange.whole(100, in(TIMEOUT));
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.text()).isEqualTo("no");
        }
    }

    @Test
    void aConnectionThatNobodyUsesIsClosed() throws IOException {
        try (ConnectionPool brief = pool(Duration.ofMillis(20))) {
            assertThat(ask(brief)).isEqualTo("ok");
            Awaitility.await().atMost(TIMEOUT).until(() -> server.open() == 0);
        }
    }

    @Test
    void aBodyThatEndsWithoutALengthEndsWithItsConnection() throws IOException {
        server.follow(out -> {
            RawProvider.text("HTTP/1.1 200 OK\r\n\r\nok").write(out);
            out.close();
        });
        assertThat(ask()).isEqualTo("ok");
    }

    @Test
    void nothingOfABodyIsLostWhenItIsSlow() throws IOException {
        CountDownLatch goOn = new CountDownLatch(1);
        server.follow(out -> {
            RawProvider.text(CHUNKED + "1\r\no\r\n0").write(out);
            Awaitility.await().atMost(TIMEOUT).until(() -> goOn.getCount() == 0);
            RawProvider.text("1\r\nk\r\n0\r\n\r\n").write(out);
        });
        try (HttpExchange exchange = new HttpExchange(pool, request())) {
            exchange.head(in(TIMEOUT));
            assertThat(exchange.next(in(TIMEOUT))).asString().isEqualTo("o");
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> exchange.next(in(Duration.ofMillis(20))));
            goOn.countDown();
            assertThat(exchange.next(in(TIMEOUT))).asString().isEqualTo("k");
            assertThat(exchange.next(in(TIMEOUT))).isEmpty();
        }
    }

    @Test
    void aStreamThatIsClosedAfterItsLastEventKeepsItsConnection() throws IOException {
        server.follow(RawProvider.text(CHUNKED + "2\r\nok\r\n0\r\n\r\n"));
        for (int i = 0; i < 2; i++) {
            try (HttpExchange exchange = new HttpExchange(pool, request())) {
                exchange.head(in(TIMEOUT));
                assertThat(exchange.next(in(TIMEOUT))).asString().isEqualTo("ok");
            }
        }
        assertThat(server.accepted()).isOne();
    }

    @Test
    void aStreamThatIsClosedBeforeItsEndClosesItsConnection() throws IOException {
        server.follow(RawProvider.text(CHUNKED + "2\r\nok\r\n"));
        try (HttpExchange exchange = new HttpExchange(pool, request())) {
            exchange.head(in(TIMEOUT));
            exchange.next(in(TIMEOUT));
        }
        Awaitility.await().atMost(TIMEOUT).until(() -> server.open() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", CHUNKED, CHUNKED + "5\r\nhal"})
    void aWaitEndsWhenItIsCancelled(String start) throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        server.follow(out -> {
            RawProvider.text(start).write(out);
            written.countDown();
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpExchange exchange = new HttpExchange(pool, request())) {
            Future<String> reply = threads.submit(() -> text(exchange));
            Awaitility.await().atMost(TIMEOUT).until(() -> written.getCount() == 0);
            exchange.cancel();
            assertThatExceptionOfType(Exception.class).isThrownBy(reply::get).withCauseInstanceOf(IOException.class);
        }
        Awaitility.await().atMost(TIMEOUT).until(() -> server.open() == 0);
    }

    @Test
    void whatIsCancelledBeforeItBeginsSendsNothing() {
        try (HttpExchange exchange = new HttpExchange(pool, request())) {
            exchange.cancel();
            assertThatIOException().isThrownBy(() -> text(exchange));
        }
        assertThat(server.accepted()).isZero();
    }

    @Test
    void toCancelWhatHasEndedDoesNotEndTheNextExchange() throws IOException {
        try (HttpExchange exchange = new HttpExchange(pool, request())) {
            text(exchange);
            try (HttpExchange next = new HttpExchange(pool, request())) {
                next.head(in(TIMEOUT));
                exchange.cancel();
                assertThat(next.next(in(TIMEOUT))).asString().isEqualTo("ok");
            }
        }
        assertThat(server.accepted()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "a\nb", "\0"})
    void aHeaderThatWouldBecomeTwoIsNotSent(String value) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> HttpRequest.of("GET", server.url(), Map.of("x-key", value), new byte[0]))
                .withMessage("the header x-key cannot be sent");
    }

    private ConnectionPool pool(Duration maxIdle) {
        return new ConnectionPool(HttpOrigin.of(server.url()), null, CONNECT, maxIdle);
    }

    private HttpRequest request() {
        return HttpRequest.of("POST", server.url(), Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
    }

    private String ask() throws IOException {
        return ask(pool);
    }

    private String ask(ConnectionPool from) throws IOException {
        try (HttpExchange exchange = new HttpExchange(from, request())) {
            return exchange.whole(100, in(TIMEOUT)).text();
        }
    }

    private static String text(HttpExchange exchange) throws IOException {
        exchange.head(in(TIMEOUT));
        StringBuilder text = new StringBuilder();
        for (byte[] piece = exchange.next(in(TIMEOUT)); piece.length > 0; piece = exchange.next(in(TIMEOUT))) {
            text.append(new String(piece, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }
}
