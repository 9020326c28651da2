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
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider with OpenAI's API that sends one word at once, and the rest of the response after {@link #release}. The last
 * word is followed by the start of the prompt.
 */
final class HeldProvider implements AutoCloseable {
    private static final int ALL = 1_000_000;
    private static final Pattern PROMPT = Pattern.compile("\"content\":\"([^\"]{0,16})");

    private final HttpServer server;
    private final Semaphore released = new Semaphore(0);
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
        release(ALL);
    }

    /** Lets so many responses complete. */
    void release(int responses) {
        released.release(responses);
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }

    private void answer(HttpExchange http) throws IOException {
        try (http;
                OutputStream body = http.getResponseBody()) {
            byte[] request = http.getRequestBody().readAllBytes();
            requests.add(request);
            http.getResponseHeaders().set("content-type", "text/event-stream");
            http.sendResponseHeaders(200, 0);
            event(body, "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"first\"}}]}");
            released.acquire();
            event(
                    body,
                    "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"last of %s\"}}]}"
                            .formatted(prompt(request)));
            event(
                    body,
                    "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}");
            event(body, "[DONE]");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static String prompt(byte[] request) {
        Matcher prompt = PROMPT.matcher(new String(request, StandardCharsets.UTF_8));
        return prompt.find() ? prompt.group(1) : "nothing";
    }

    private static void event(OutputStream body, String data) throws IOException {
        body.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
