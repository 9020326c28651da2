package dev.tollgate.server;

import static io.smallrye.config.ConfigMappings.ConfigClass.configClass;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.microprofile.config.ConfigProvider;

/** A provider that speaks HTTP/2 and HTTP/1.1 over TLS, with a certificate of a private authority. */
final class PrivateProvider implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<ReceivedRequest> requests = new LinkedBlockingQueue<>();
    private final HttpServer server;

    /** The HTTP version and the header of a request. */
    record ReceivedRequest(String version, String authorization) {}

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
        registerConnectionLimits();
        this.server = vertx.createHttpServer(options)
                .requestHandler(this::respond)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** The server's {@link GuardedTransport} is on this class path, too, and no Quarkus registers its settings here. */
    private static void registerConnectionLimits() {
        ConfigMappings.registerConfigMappings(
                ConfigProvider.getConfig().unwrap(SmallRyeConfig.class), Set.of(configClass(ConnectionLimits.class)));
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + server.actualPort() + "/v1");
    }

    List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void respond(HttpServerRequest request) {
        requests.add(new ReceivedRequest(request.version().name(), request.getHeader("authorization")));
        request.response().putHeader("content-type", "text/event-stream").setChunked(true);
        ProviderReplies.STREAMED_TEXT.forEach(event -> request.response().write("data: " + event + "\n\n"));
        request.response().end("data: [DONE]\n\n");
    }
}
