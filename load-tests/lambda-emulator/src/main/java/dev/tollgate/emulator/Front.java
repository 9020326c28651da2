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
final class Front {
    private final Options options;
    private final Pool pool;
    private final HttpServer server;

    private Front(Options options, Pool pool, HttpServer server) {
        this.options = options;
        this.pool = pool;
        this.server = server;
    }

    static Front open(Options options, Pool pool) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
        HttpServer server = HttpServer.create(address, 1_000);
        Front front = new Front(options, pool, server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", front::handle);
        server.start();
        return front;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            byte[] event = Event.of(options.door(), http, http.getRequestBody().readAllBytes());
            if (event.length > Allowance.MAX_EVENT) {
                refuse(http, 413, "Request Too Long");
                return;
            }
            answer(http, event);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange http, byte[] event) throws IOException, InterruptedException {
        Pool.Running running = pool.invoke(event);
        try {
            pass(running.invocation().response().get(), http, running);
        } catch (ExecutionException failed) {
            System.err.println("event " + running.invocation().id() + ": " + failed.getCause());
            refuse(http, 502, "Internal server error");
        }
    }

    private void pass(Invocation.Response response, HttpExchange http, Pool.Running running) throws IOException {
        int told = 400;
        try {
            Reply reply = options.door().streams() ? new StreamedReply(http) : new BufferedReply(http);
            told = reply.pass(response.body(), () -> tellCold(running));
        } finally {
            response.taken().complete(told);
        }
    }

    private static void tellCold(Pool.Running running) {
        if (running.cold()) {
            System.err.printf(
                    "environment: first byte %.1f ms after its start, %.1f ms of CPU, %s kB at most%n",
                    running.environment().millisSinceStart(),
                    running.environment().cpuMillis(),
                    running.environment().peakKilobytes());
        }
    }

    /** In the doors' own words, which are not OpenAI's. */
    private static void refuse(HttpExchange http, int status, String message) throws IOException {
        byte[] body = ("{\"message\": \"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("content-type", "application/json");
        http.sendResponseHeaders(status, body.length);
        http.getResponseBody().write(body);
    }
}
