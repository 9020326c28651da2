package dev.tollgate.provider;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * A file host on the loopback interface. {@code /redirect} redirects to {@code /cat}, {@code /silent} never responds,
 * {@code /endless} sends a body without end. The content type is always that of a PNG.
 */
final class FakeFileHost implements AutoCloseable {
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpServer server;

    FakeFileHost() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::respond);
        server.start();
    }

    void serve(String path, byte[] file) {
        served.put(path, file);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The headers of each request that arrived. */
    List<Headers> requests() {
        return requests;
    }

    private void respond(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestHeaders());
        exchange.getResponseHeaders().set("content-type", "image/png");
        String path = exchange.getRequestURI().getPath();
        switch (path) {
            case "/redirect" -> {
                exchange.getResponseHeaders().set("location", url("/cat"));
                exchange.sendResponseHeaders(302, -1);
            }
            case "/silent" -> awaitEnd();
            case "/endless" -> {
                exchange.sendResponseHeaders(200, 0);
                while (end.getCount() > 0) {
                    exchange.getResponseBody().write(new byte[4096]);
                }
            }
            default -> {
                byte[] file = served.get(path);
                exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
                exchange.getResponseBody().write(file == null ? new byte[0] : file);
            }
        }
        exchange.close();
    }

    private void awaitEnd() throws IOException {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
