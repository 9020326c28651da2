package dev.tollgate.fake;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** A gateway that exports to a collector, which the test starts on a given port. */
public final class TracingProfile implements QuarkusTestProfile {
    /** Of the whole JVM: the test and the gateway have class loaders of their own. */
    private static final String PORT = "test-collector-port";

    @Override
    public Map<String, String> getConfigOverrides() {
        if (System.getProperty(PORT) == null) {
            System.setProperty(PORT, String.valueOf(freePort()));
        }
        return Map.of("otel.exporter.otlp.endpoint", "http://127.0.0.1:" + port());
    }

    /** The collector's port. */
    public static int port() {
        return Integer.parseInt(System.getProperty(PORT));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }
}
