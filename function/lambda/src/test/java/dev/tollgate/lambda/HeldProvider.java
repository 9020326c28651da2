package dev.tollgate.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A provider with OpenAI's API that sends one word at once, and the rest of the response after {@link #release}. */
final class HeldProvider implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch released = new CountDownLatch(1);
    private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();

    HeldProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns the bodies of the received requests. */
    BlockingQueue<byte[]> requests() {
        return requests;
    }

    /** Lets all responses complete without delay. */
    void release() {
        released.countDown();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }

    private void answer(HttpExchange http) throws IOException {
        try (http;
                OutputStream body = http.getResponseBody()) {
            requests.add(http.getRequestBody().readAllBytes());
            http.getResponseHeaders().set("content-type", "text/event-stream");
            http.sendResponseHeaders(200, 0);
            event(body, "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"first\"}}]}");
            released.await();
            event(body, "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"last\"}}]}");
            event(
                    body,
                    "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}");
            event(body, "[DONE]");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void event(OutputStream body, String data) throws IOException {
        body.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
