package dev.tollgate.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A provider as they are on the internet, HTTP/2 over TLS, but with a certificate that a private authority gave it. */
final class PrivateProvider implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final HttpServer server;

    /** What a request came with. */
    record Asked(String version, String authorization) {}

    PrivateProvider(PrivateAuthority authority) {
        PfxOptions certificate = new PfxOptions()
                .setPath(authority.servers().toString())
                .setPassword(PrivateAuthority.PASSWORD)
                .setAlias("server");
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(certificate);
        this.server = vertx.createHttpServer(options)
                .requestHandler(this::answer)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + server.actualPort() + "/v1");
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        asked.add(new Asked(request.version().name(), request.getHeader("authorization")));
        request.response().putHeader("content-type", "text/event-stream").setChunked(true);
        Replies.STREAMED_TEXT.forEach(event -> request.response().write("data: " + event + "\n\n"));
        request.response().end("data: [DONE]\n\n");
    }
}
