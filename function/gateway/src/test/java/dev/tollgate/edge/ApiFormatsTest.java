package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.GatewayException;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an invocation learns of the API that its client calls. */
final class ApiFormatsTest {
    private static final ErrorFormat OTHER_WORDS = new ErrorFormat() {
        @Override
        public byte[] document(GatewayException failure, String requestId) {
            return event(failure, requestId);
        }

        @Override
        public byte[] event(GatewayException failure, String requestId) {
            return requestId.getBytes(StandardCharsets.UTF_8);
        }
    };

    /** An API at one path. */
    private static final class OtherApi implements ApiFormat {
        @Override
        public boolean serves(HttpServerRequest request) {
            return request.path().equals("/other");
        }

        @Override
        public Optional<String> allowedMethods(String path) {
            return Optional.empty();
        }

        @Override
        public ErrorFormat errors() {
            return OTHER_WORDS;
        }
    }

    /** An invocation that keeps what it learns. */
    private static final class KeepingLifecycle implements InvocationLifecycle {
        private final List<ClientErrors> arrived = new ArrayList<>();

        @Override
        public void arrived(ClientErrors errors) {
            arrived.add(errors);
        }

        @Override
        public Optional<String> id() {
            return Optional.empty();
        }

        @Override
        public Instant stopAt() {
            return Instant.MAX;
        }

        @Override
        public long maxResponseBytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public void started() {}

        @Override
        public void cut(GatewayException failure) {}

        @Override
        public void settled() {}
    }

    @Test
    void anInvocationLearnsHowItsClientReadsErrors() throws Exception {
        KeepingLifecycle lifecycle = new KeepingLifecycle();
        Vertx vertx = Vertx.vertx();
        try (HttpClient client = HttpClient.newHttpClient()) {
            int port = serve(vertx, lifecycle).actualPort();
            String other = get(client, port, "/other");
            String openai = get(client, port, "/v1/chat/completions");

            assertThat(lifecycle.arrived)
                    .containsExactly(
                            new ClientErrors(OTHER_WORDS, other), new ClientErrors(ErrorFormat.OPENAI, openai));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Serves requests as a function gets them: their headers carry the lifecycle. Each response is the request's id. */
    private static HttpServer serve(Vertx vertx, InvocationLifecycle lifecycle) {
        Filters filters = new Filters();
        new ApiFormats(List.of(new OtherApi())).register(filters);
        Router router = Router.router(vertx);
        filters.getFilters().forEach(filter -> router.route().handler(filter.getHandler()));
        router.route().handler(ApiFormatsTest::respond);
        QuarkusHttpHeaders headers = new QuarkusHttpHeaders();
        headers.setContextObject(InvocationLifecycle.class, lifecycle);
        return vertx.createHttpServer()
                .requestHandler(
                        received -> router.handle(new HttpServerRequestWrapper((HttpServerRequestInternal) received) {
                            @Override
                            public MultiMap headers() {
                                return headers;
                            }
                        }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void respond(RoutingContext http) {
        var _ = http.response().end(RequestId.of(http));
    }

    private static String get(HttpClient client, int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
