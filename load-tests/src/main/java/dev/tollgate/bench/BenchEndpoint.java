package dev.tollgate.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A way to the upstream: straight, or through a gateway.
 *
 * @param name in the report
 * @param port on this machine
 * @param request the bytes of one request, head and all
 * @param watched the gateway's process, or null
 */
record BenchEndpoint(String name, int port, byte[] request, WatchedProcess watched) {

    static BenchEndpoint to(String name, int port, String path, byte[] body, Gate gate) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer "
                + gate.key() + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return new BenchEndpoint(name, port, request.toByteArray(), gate.watched());
    }

    /** Whose key is shown, and whose process is watched; null where there is none. */
    record Gate(String key, WatchedProcess watched) {}
}
