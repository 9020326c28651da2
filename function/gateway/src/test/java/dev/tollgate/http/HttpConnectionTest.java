package dev.tollgate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpConnectionTest {
    private static final char[] PASSWORD = "private".toCharArray();

    /** More than the buffers of both sides hold. */
    private static final byte[] LARGE = new byte[32 * 1024 * 1024];

    private static final ByteBuffer RECORD = ByteBuffer.wrap(new byte[] {22, 3, 3, 64, 0});

    @TempDir
    private static Path folder;

    /** As after a pause, when the connection is dead and nobody says so. */
    @Test
    void aWriteThatNobodyReadsEndsWithItsAttemptInTlsToo() throws Exception {
        SSLContext tls = tls();
        CountDownLatch over = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SSLServerSocket server = listen(tls)) {
            threads.execute(() -> acceptAndWait(server, over));
            HttpOrigin origin = new HttpOrigin(true, "127.0.0.1", server.getLocalPort());
            HttpRequest request = new HttpRequest("POST / HTTP/1.1\r\n", LARGE);
            try (HttpConnection connection = HttpConnection.open(origin, tls, in(Duration.ofSeconds(20)), _ -> {})) {
                Future<?> written = threads.submit(() -> {
                    connection.exchange(request, in(Duration.ofMillis(200)));
                    return null;
                });
                try {
                    assertThatThrownBy(() -> written.get(10, TimeUnit.SECONDS))
                            .hasCauseInstanceOf(SocketTimeoutException.class);
                } finally {
                    over.countDown();
                }
            }
        }
    }

    /** As with a provider that has gone silent: those who wait for a connection must not wait for its goodbye. */
    @Test
    void anIdleConnectionIsClosedWithoutAnAnswerOfTheOtherSide() throws Exception {
        SSLContext tls = tls();
        CountDownLatch over = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SSLServerSocket server = listen(tls)) {
            threads.execute(() -> answerAndWait(server, over));
            HttpOrigin origin = new HttpOrigin(true, "127.0.0.1", server.getLocalPort());
            HttpConnection connection = HttpConnection.open(origin, tls, in(Duration.ofSeconds(20)), _ -> {});
            connection.exchange(new HttpRequest("POST / HTTP/1.1\r\n", new byte[0]), in(Duration.ofMinutes(1)));
            assertThat(connection.next(in(Duration.ofMinutes(1)))).isEmpty();
            try {
                assertThat(threads.submit(connection::close)).succeedsWithin(Duration.ofSeconds(10));
            } finally {
                over.countDown();
            }
        }
    }

    @Test
    void aHandshakeWhoseBytesComeOneByOneEndsInTime() throws Exception {
        SSLContext tls = tls();
        try (ScheduledExecutorService server = Executors.newSingleThreadScheduledExecutor();
                ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Socket> accepted = server.submit(listening::accept);
            var _ = server.scheduleWithFixedDelay(() -> drip(accepted), 0, 20, TimeUnit.MILLISECONDS);
            HttpOrigin origin = new HttpOrigin(true, "127.0.0.1", listening.getLocalPort());
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(threads.submit(() -> HttpConnection.open(origin, tls, in(Duration.ofMillis(500)), _ -> {})))
                        .failsWithin(Duration.ofSeconds(10))
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(ConnectTimedOutException.class);
            } finally {
                server.shutdownNow();
            }
        }
    }

    /** The start of a record of 16 KB, and then zeros. */
    private static void drip(Future<Socket> accepted) {
        try {
            accepted.get().getOutputStream().write(RECORD.hasRemaining() ? RECORD.get() : 0);
        } catch (IOException | InterruptedException | ExecutionException over) {
            throw new IllegalStateException("the client is gone", over);
        }
    }

    private static void answerAndWait(SSLServerSocket server, CountDownLatch over) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            over.await();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() throws Exception {
        SSLContext tls = tls();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SSLServerSocket server = listen(tls)) {
            threads.execute(() -> acceptAndWait(server, new CountDownLatch(0)));
            HttpOrigin origin = new HttpOrigin(true, "localhost", server.getLocalPort());
            assertThatThrownBy(() -> HttpConnection.open(origin, tls, in(Duration.ofSeconds(20)), _ -> {}))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void nothingOfASlowBodyIsLostInTls() throws Exception {
        SSLContext tls = tls();
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SSLServerSocket server = listen(tls)) {
            threads.execute(() -> answerInTwoParts(server, goOn));
            HttpOrigin origin = new HttpOrigin(true, "127.0.0.1", server.getLocalPort());
            try (HttpConnection connection = HttpConnection.open(origin, tls, in(Duration.ofSeconds(20)), _ -> {})) {
                HttpRequest request = new HttpRequest("POST / HTTP/1.1\r\n", new byte[0]);
                assertThat(connection
                                .exchange(request, in(Duration.ofSeconds(20)))
                                .status())
                        .isEqualTo(200);
                assertThat(connection.next(in(Duration.ofSeconds(20))))
                        .asString()
                        .isEqualTo("one");
                assertThatThrownBy(() -> connection.next(in(Duration.ofMillis(20))))
                        .isInstanceOf(SocketTimeoutException.class);
                goOn.countDown();
                assertThat(connection.next(in(Duration.ofSeconds(20))))
                        .asString()
                        .isEqualTo("two");
                assertThat(connection.next(in(Duration.ofSeconds(20)))).isEmpty();
                assertThat(connection.reusable()).isTrue();
            }
        }
    }

    /** TLS reads a whole record before it shows a byte of it. */
    @Test
    void aRecordWhoseBytesComeOneByOneEndsInTime() throws Exception {
        SSLContext tls = tls();
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SSLServerSocket server = listen(tls);
                DrippingProxy proxy = new DrippingProxy(server.getLocalPort(), threads)) {
            threads.execute(() -> answerInTwoParts(server, goOn));
            HttpOrigin origin = new HttpOrigin(true, "127.0.0.1", proxy.port());
            try (HttpConnection connection = HttpConnection.open(origin, tls, in(Duration.ofSeconds(20)), _ -> {})) {
                HttpRequest request = new HttpRequest("POST / HTTP/1.1\r\n", new byte[0]);
                connection.exchange(request, in(Duration.ofSeconds(20)));
                connection.next(in(Duration.ofSeconds(20)));
                proxy.drip();
                goOn.countDown();
                assertThat(threads.submit(() -> connection.next(in(Duration.ofMillis(300)))))
                        .as("a record of 3 bytes has more than 20")
                        .failsWithin(Duration.ofSeconds(10))
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    private static void answerInTwoParts(SSLServerSocket server, CountDownLatch between) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\none");
            between.await();
            write(socket, "two");
            socket.getInputStream().readAllBytes();
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(SSLSocket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static SSLServerSocket listen(SSLContext tls) throws IOException {
        return (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** Reads nothing after the handshake. */
    private static void acceptAndWait(SSLServerSocket server, CountDownLatch until) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.startHandshake();
            until.await();
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    /** The JDK's keytool takes a second, so that it makes one certificate for all tests. */
    @BeforeAll
    static void certify() throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int status = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=server",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        certificate().toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("keytool created no certificate");
        }
    }

    private static Path certificate() {
        return folder.resolve("server.p12");
    }

    /** Of a server whose certificate is trusted. */
    private static SSLContext tls() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(certificate())) {
            store.load(stored, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
