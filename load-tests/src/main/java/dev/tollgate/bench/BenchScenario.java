package dev.tollgate.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A way to the upstream: directly, or through a gateway.
 *
 * @param name the name in the report
 * @param port the port on this machine
 * @param request the bytes of one request, including its head
 * @param watched the process of the gateway, unless the way is direct
 */
record BenchScenario(
        String name, int port, byte[] request, @Nullable WatchedProcess watched) {

    static BenchScenario to(String name, int port, String path, byte[] body, GatewayAccess access) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + access.headers()
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return new BenchScenario(name, port, request.toByteArray(), access.watched());
    }

    /**
     * The headers that a gateway wants, and the process to measure.
     *
     * @param headers each with its line end
     * @param watched the process of the gateway, if it is measured
     */
    record GatewayAccess(String headers, @Nullable WatchedProcess watched) {
        static GatewayAccess key(String key, @Nullable WatchedProcess watched) {
            return new GatewayAccess("Authorization: Bearer " + key + "\r\n", watched);
        }
    }
}
