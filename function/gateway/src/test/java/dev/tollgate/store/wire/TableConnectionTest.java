package dev.tollgate.store.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.parse.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableConnectionTest {
    private static final char[] PASSWORD = "private".toCharArray();

    /** More than the buffers of both sides hold. */
    private static final byte[] LARGE = new byte[32 * 1024 * 1024];

    @TempDir
    private Path folder;

    /** As after a pause, when the connection is dead and nobody says so. */
    @Test
    void aWriteThatNobodyReadsEndsWithItsAttemptInTlsToo() throws Exception {
        SSLContext tls = tls();
        CountDownLatch over = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SSLServerSocket server = (SSLServerSocket)
                        tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> acceptAndWait(server, over));
            TableEndpoint endpoint =
                    new TableEndpoint(URI.create("https://127.0.0.1:" + server.getLocalPort()), "us-east-1", tls);
            try (TableConnection connection = TableConnection.open(endpoint, 5_000, in(Duration.ofSeconds(20)))) {
                Future<HttpReply> reply = threads.submit(() -> connection.exchange(LARGE, in(Duration.ofMillis(200))));
                try {
                    assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
                } finally {
                    over.countDown();
                }
            }
        }
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

    /** Of a server whose certificate is trusted. */
    private SSLContext tls() throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("server.p12");
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
                        file.toString(),
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
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(file)) {
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
