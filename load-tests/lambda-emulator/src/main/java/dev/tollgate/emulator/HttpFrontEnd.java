package dev.tollgate.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** The endpoint: turns HTTP requests into events, and responses of the function into HTTP responses. */
final class HttpFrontEnd implements AutoCloseable {
    private final EmulatorOptions options;
    private final EnvironmentPool pool;
    private final HttpServer server;

    private HttpFrontEnd(EmulatorOptions options, EnvironmentPool pool, HttpServer server) {
        this.options = options;
        this.pool = pool;
        this.server = server;
    }

    static HttpFrontEnd open(EmulatorOptions options, EnvironmentPool pool) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
        HttpServer server = HttpServer.create(address, 1_000);
        HttpFrontEnd front = new HttpFrontEnd(options, pool, server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", front::handle);
        server.createContext("/2015-03-31/functions/", front::invokeLater);
        server.start();
        return front;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** After an exception, the exchange stays open. The server then drops the connection, so the client sees that the body is cut. */
    private void handle(HttpExchange http) throws IOException {
        try {
            byte[] event = ProxyEvent.of(
                    options.endpoint(), http, http.getRequestBody().readAllBytes());
            if (event.length > ResponseQuota.MAX_EVENT) {
                refuse(http, 413, "Request Too Long");
            } else {
                invoke(http, event);
            }
            http.close();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lambda's own API, as far as a function invokes itself: it takes the event, and nobody sees the result. */
    private void invokeLater(HttpExchange http) throws IOException {
        byte[] event = http.getRequestBody().readAllBytes();
        Thread.ofVirtual().start(() -> invokeUnseen(event));
        http.sendResponseHeaders(202, -1);
        http.close();
    }

    private void invokeUnseen(byte[] event) {
        try {
            EmulatedInvocation.Response response =
                    pool.invoke(event).invocation().response().get();
            response.body().readAllBytes();
            response.accepted().complete(FunctionReply.ACCEPTED);
        } catch (IOException | ExecutionException failed) {
            System.err.println("an asynchronous invocation failed: " + failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void invoke(HttpExchange http, byte[] event) throws IOException, InterruptedException {
        EnvironmentPool.Running running = pool.invoke(event);
        try {
            forward(running.invocation().response().get(), http, running);
        } catch (ExecutionException failed) {
            System.err.println("event " + running.invocation().id() + ": " + failed.getCause());
            refuse(http, 502, "Internal server error");
        }
    }

    private void forward(EmulatedInvocation.Response response, HttpExchange http, EnvironmentPool.Running running)
            throws IOException {
        int status = 400;
        try {
            status = reply(response, http).forward(response.body(), () -> reportColdStart(running));
        } finally {
            response.accepted().complete(status);
        }
        if (status != FunctionReply.ACCEPTED && options.endpoint().streams()) {
            throw new IOException("event " + running.invocation().id() + ": the response is too large");
        }
    }

    private FunctionReply reply(EmulatedInvocation.Response response, HttpExchange http) {
        return switch (options.endpoint()) {
            case REST -> new StreamedReply(http);
            case URL ->
                response.contentType().equals(StreamedReply.TYPE) ? new StreamedReply(http) : new RawReply(http);
            case HTTP -> new BufferedReply(http);
        };
    }

    private static void reportColdStart(EnvironmentPool.Running running) {
        if (running.cold()) {
            System.err.printf(
                    "environment: first byte %.1f ms after its start, of which init took %.1f ms, %.1f ms of CPU, %s kB at most%n",
                    running.environment().millisSinceStart(),
                    running.environment().initMillis(),
                    running.environment().cpuMillis(),
                    running.environment().peakKilobytes());
        }
    }

    /** Responds with an error in the format of AWS' endpoints, not in OpenAI's. */
    static void refuse(HttpExchange http, int status, String message) throws IOException {
        byte[] body = ("{\"message\": \"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("content-type", "application/json");
        http.sendResponseHeaders(status, body.length);
        http.getResponseBody().write(body);
    }
}
