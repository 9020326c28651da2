package dev.tollgate.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** The front door: HTTP on one side, events on the other. */
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

    /** What throws is not closed here: the server then breaks the connection, so that a cut body is seen to be cut. */
    private void handle(HttpExchange http) throws IOException {
        try {
            byte[] event =
                    ProxyEvent.of(options.door(), http, http.getRequestBody().readAllBytes());
            if (event.length > ResponseQuota.MAX_EVENT) {
                refuse(http, 413, "Request Too Long");
            } else {
                answer(http, event);
            }
            http.close();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange http, byte[] event) throws IOException, InterruptedException {
        EnvironmentPool.Running running = pool.invoke(event);
        try {
            pass(running.invocation().response().get(), http, running);
        } catch (ExecutionException failed) {
            System.err.println("event " + running.invocation().id() + ": " + failed.getCause());
            refuse(http, 502, "Internal server error");
        }
    }

    private void pass(EmulatedInvocation.Response response, HttpExchange http, EnvironmentPool.Running running)
            throws IOException {
        int told = 400;
        try {
            told = reply(response, http).pass(response.body(), () -> tellCold(running));
        } finally {
            response.taken().complete(told);
        }
        if (told != FunctionReply.ACCEPTED && options.door().streams()) {
            throw new IOException("event " + running.invocation().id() + ": the response is too large");
        }
    }

    private FunctionReply reply(EmulatedInvocation.Response response, HttpExchange http) {
        return switch (options.door()) {
            case REST -> new StreamedReply(http);
            case URL ->
                response.contentType().equals(StreamedReply.TYPE) ? new StreamedReply(http) : new RawReply(http);
            case HTTP -> new BufferedReply(http);
        };
    }

    private static void tellCold(EnvironmentPool.Running running) {
        if (running.cold()) {
            System.err.printf(
                    "environment: first byte %.1f ms after its start, %.1f ms of CPU, %s kB at most%n",
                    running.environment().millisSinceStart(),
                    running.environment().cpuMillis(),
                    running.environment().peakKilobytes());
        }
    }

    /** In the doors' own words, which are not OpenAI's. */
    static void refuse(HttpExchange http, int status, String message) throws IOException {
        byte[] body = ("{\"message\": \"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("content-type", "application/json");
        http.sendResponseHeaders(status, body.length);
        http.getResponseBody().write(body);
    }
}
