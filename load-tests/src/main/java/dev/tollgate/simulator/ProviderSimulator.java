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

/** Providers with OpenAI's API on a real socket, each like its {@link ProviderPersona}; they keep their own books. */
final class ProviderSimulator implements AutoCloseable {
    private static final int BACKLOG = 1_000;

    /** More than a cut reply ever sends: a length that is not kept is how a connection breaks. */
    private static final int PROMISED_BYTES = 1_000_000;

    private final HttpServer server;
    private final SimulatedBill bill = new SimulatedBill();
    private final Random chance;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Listens on this port of the loopback address; the same seed draws the same misfortunes. */
    ProviderSimulator(int port, long seed, List<ProviderPersona> personas) throws IOException {
        // Or each small write of a stream waits for the acknowledgement of the last one.
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

    private void serve(HttpExchange exchange, ProviderPersona persona) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (persona == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            ProviderBehaviour behaviour = drawn(persona);
            bill.did(persona.name(), behaviour);
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
                exchange.sendResponseHeaders(200, PROMISED_BYTES);
                write(exchange.getResponseBody(), reply.beginning());
            }
            case LIE -> send(exchange, 200, reply.contentType(), reply.lie());
            case REFUSE -> {
                // Closing without a head; what follows finds nothing to close.
            }
        }
    }

    private void answer(HttpExchange exchange, ProviderPersona persona, SimulatedReply reply) throws IOException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(latency(persona)));
        exchange.getResponseHeaders().set("content-type", reply.contentType());
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        // Before the last byte: who reads the bill when a client has its answer finds it there.
        bill.answered(persona.name(), reply.promptTokens(), reply.completionTokens());
        for (String piece : reply.pieces()) {
            write(body, piece);
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
