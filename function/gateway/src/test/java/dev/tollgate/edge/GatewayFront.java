package dev.tollgate.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The endpoints that call models, behind an HTTP server of their own, with nothing else of the container: for several gateways in one process. */
public final class GatewayFront implements AutoCloseable {
    private static final Vertx VERTX = Vertx.vertx();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Phaser underWay = new Phaser(1);
    private final BiConsumer<String, String> noted;
    private final HttpServer server;

    /**
     * Starts to listen on a free port.
     *
     * @param noted receives the header {@code x-number} of each request, and the request's id
     */
    public GatewayFront(ChatEndpoint chat, EmbeddingsEndpoint embeddings, BiConsumer<String, String> noted) {
        this.noted = noted;
        Router router = Router.router(VERTX);
        router.post("/v1/chat/completions").handler(http -> read(http, body -> chat.chat(http, body)));
        router.post("/v1/embeddings").handler(http -> read(http, body -> embeddings.embed(http, body)));
        this.server = VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** Waits until no call is in flight and all calls are settled. */
    public void awaitIdle() {
        underWay.arriveAndAwaitAdvance();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        threads.close();
    }

    private void read(RoutingContext http, Consumer<InputStream> endpoint) {
        http.response().putHeader("x-request-id", RequestId.of(http));
        noted.accept(http.request().getHeader("x-number"), RequestId.of(http));
        underWay.register();
        http.request().body().onComplete(body -> {
            if (body.failed()) {
                underWay.arriveAndDeregister();
                return;
            }
            threads.execute(() -> {
                try {
                    endpoint.accept(new ByteArrayInputStream(body.result().getBytes()));
                } finally {
                    underWay.arriveAndDeregister();
                }
            });
        });
    }
}
