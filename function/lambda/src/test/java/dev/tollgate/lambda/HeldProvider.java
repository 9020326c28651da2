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

/** A provider with OpenAI's API that says one word, and the rest when it is let. */
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

    /** The bodies that came. */
    BlockingQueue<byte[]> requests() {
        return requests;
    }

    /** From now on it says everything at once. */
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
            say(body, "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"first\"}}]}");
            released.await();
            say(body, "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"last\"}}]}");
            say(
                    body,
                    "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}");
            say(body, "[DONE]");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(OutputStream body, String data) throws IOException {
        body.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
