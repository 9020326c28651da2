package dev.tollgate.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The endpoint: turns HTTP requests into events, and responses of the function into HTTP responses. */
final class HttpFrontEnd implements AutoCloseable {
    private final EmulatorOptions options;
    private final EnvironmentPool pool;
    private final HttpServer server;
    private final RequestThrottle throttle;
    private final Semaphore environments;

    private HttpFrontEnd(EmulatorOptions options, EnvironmentPool pool, HttpServer server) {
        this.options = options;
        this.pool = pool;
        this.server = server;
        this.throttle = new RequestThrottle(options.limits(), Clock.systemUTC());
        this.environments = new Semaphore(options.limits().concurrency());
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
            byte[] body = http.getRequestBody().readAllBytes();
            Optional<EndpointError> refusal = refusal(http, body);
            if (refusal.isPresent()) {
                refusal.get().send(http, options.endpoint());
            } else {
                invoke(http, body);
            }
            http.close();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the endpoint says before it looks for the function. */
    private Optional<EndpointError> refusal(HttpExchange http, byte[] body) {
        boolean noResource = options.endpoint() == EndpointType.REST
                && http.getRequestURI().getPath().equals("/");
        if (noResource) {
            return Optional.of(EndpointError.MISSING_AUTHENTICATION_TOKEN);
        }
        if (options.endpoint() != EndpointType.URL && !throttle.take()) {
            return Optional.of(EndpointError.THROTTLED);
        }
        SignedCaller caller = options.caller();
        if (caller != null && SignedCaller.isRequiredFor(http) && !caller.hasSigned(http, body)) {
            return Optional.of(EndpointError.FORBIDDEN);
        }
        return EndpointLimits.allows(options.endpoint(), body.length)
                ? Optional.empty()
                : Optional.of(EndpointError.REQUEST_TOO_LARGE);
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
            discard(response);
        } catch (IOException | ExecutionException failed) {
            System.err.println("an asynchronous invocation failed: " + failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void invoke(HttpExchange http, byte[] body) throws IOException, InterruptedException {
        SignedCaller caller = SignedCaller.isRequiredFor(http) ? options.caller() : null;
        byte[] event = ProxyEvent.of(options.endpoint(), http, body, caller == null ? null : caller.arn());
        if (event.length > ResponseQuota.MAX_EVENT) {
            EndpointError.REQUEST_TOO_LARGE.send(http, options.endpoint());
        } else if (environments.tryAcquire()) {
            invokeNow(http, event);
        } else {
            EndpointError.INTEGRATION_FAILURE.send(http, options.endpoint());
        }
    }

    private void invokeNow(HttpExchange http, byte[] event) throws IOException, InterruptedException {
        EnvironmentPool.Running running = pool.invoke(event);
        CompletableFuture<EmulatedInvocation.Response> response =
                running.invocation().response();
        try {
            forward(response.get(options.limits().patience().toMillis(), TimeUnit.MILLISECONDS), http, running);
        } catch (TimeoutException late) {
            // The function goes on. Nobody reads what it says.
            var _ = response.thenAccept(HttpFrontEnd::discard);
            EndpointError.INTEGRATION_TIMEOUT.send(http, options.endpoint());
        } catch (ExecutionException failed) {
            System.err.println("event " + running.invocation().id() + ": " + failed.getCause());
            EndpointError.BAD_RESPONSE.send(http, options.endpoint());
        } finally {
            environments.release();
        }
    }

    private static void discard(EmulatedInvocation.Response response) {
        try {
            response.body().readAllBytes();
            response.accepted().complete(FunctionReply.ACCEPTED);
        } catch (IOException broken) {
            System.err.println("a response that came too late broke: " + broken);
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
            case REST -> new StreamedReply(http, options.endpoint());
            case URL ->
                response.contentType().equals(StreamedReply.TYPE)
                        ? new StreamedReply(http, options.endpoint())
                        : new RawReply(http);
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
}
