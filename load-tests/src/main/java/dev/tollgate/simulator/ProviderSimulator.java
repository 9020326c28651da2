package dev.tollgate.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Simulates providers with OpenAI's API on a real socket, as their {@link ProviderPersona} says, and records their bills. */
final class ProviderSimulator implements AutoCloseable {
    private static final int BACKLOG = 1_000;

    /** A content length that a cut reply never reaches, so that the client sees a broken connection. */
    private static final int ANNOUNCED_BYTES = 1_000_000;

    private final HttpServer server;
    private final SimulatedBill bill = new SimulatedBill();
    private final Random chance;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Listens on this port of the loopback address. The same seed draws the same behaviours. */
    ProviderSimulator(int port, long seed, List<ProviderPersona> personas) throws IOException {
        // Without this, each small write of a stream waits for the acknowledgement of the previous one.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        chance = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Map<String, ProviderPersona> byPath = new HashMap<>();
        personas.forEach(persona -> byPath.put("/" + persona.name() + "/chat/completions", persona));
        server.createContext(
                "/",
                exchange -> serve(exchange, byPath.get(exchange.getRequestURI().getPath())));
        server.start();
    }

    SimulatedBill bill() {
        return bill;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void serve(HttpExchange exchange, @Nullable ProviderPersona persona) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (persona == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            ProviderBehaviour behaviour = drawn(persona);
            bill.count(persona.name(), behaviour);
            play(behaviour, exchange, persona, SimulatedReply.to(request));
        }
    }

    private synchronized ProviderBehaviour drawn(ProviderPersona persona) {
        return persona.next(chance);
    }

    private synchronized int latency(ProviderPersona persona) {
        return persona.latency(chance);
    }

    private void play(ProviderBehaviour behaviour, HttpExchange exchange, ProviderPersona persona, SimulatedReply reply)
            throws IOException {
        switch (behaviour) {
            case ANSWER -> answer(exchange, persona, reply);
            case LIMIT -> {
                exchange.getResponseHeaders().set("retry-after", "1");
                send(exchange, 429, "application/json", SimulatedReply.error("rate_limit_exceeded"));
            }
            case OVERLOAD -> send(exchange, 503, "text/html", "<html><body>Service Unavailable</body></html>");
            case HANG -> untilClosed();
            case CUT -> {
                exchange.getResponseHeaders().set("content-type", reply.contentType());
                exchange.sendResponseHeaders(200, ANNOUNCED_BYTES);
                write(exchange.getResponseBody(), reply.beginning());
            }
            case LIE -> send(exchange, 200, reply.contentType(), reply.lie());
            case REFUSE -> {
                // The exchange closes without a response.
            }
        }
    }

    private void answer(HttpExchange exchange, ProviderPersona persona, SimulatedReply reply) throws IOException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(latency(persona)));
        exchange.getResponseHeaders().set("content-type", reply.contentType());
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        // Before the last byte, so that the bill is complete when the client has its response.
        bill.add(persona.name(), reply.promptTokens(), reply.completionTokens());
        for (String fragment : reply.fragments()) {
            write(body, fragment);
        }
        body.close();
    }

    private void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void write(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
