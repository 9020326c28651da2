package dev.tollgate.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.manifest.EchoProvider;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.Stream;

/** The OpenAI-compatible endpoint of the provider {@code echo}, in local mode only. It delays with timers, without blocking. */
@Singleton
final class EchoRoute {
    private static final long DELAY_MILLIS = 20;

    private final ServerSettings settings;
    private final Clock clock;

    EchoRoute(ServerSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        if (settings.local()) {
            router.post(EchoProvider.PATH + "/chat/completions").handler(this::receive);
        }
    }

    private void receive(RoutingContext http) {
        http.request()
                .bodyHandler(body -> respond(http, body))
                .exceptionHandler(http::fail)
                // Quarkus pauses a request until its body is needed.
                .resume();
    }

    private void respond(RoutingContext http, Buffer body) {
        try {
            ChatRequest request = JsonCodec.mapper().readValue(body.getBytes(), ChatRequest.class);
            EchoReply reply = new EchoReply(request, "chatcmpl-" + UUID.randomUUID(), clock.instant());
            if (request.streamed()) {
                stream(http, reply);
            } else {
                http.response().putHeader("content-type", "application/json").end(write(reply.whole()));
            }
        } catch (IOException invalid) {
            http.response().setStatusCode(400).end("{\"error\": {\"message\": \"not a chat request\"}}");
        }
    }

    private void stream(RoutingContext http, EchoReply reply) {
        HttpServerResponse response = http.response().setChunked(true);
        response.putHeader("content-type", "text/event-stream; charset=utf-8").putHeader("cache-control", "no-cache");
        Iterator<String> events = Stream.concat(reply.chunks().stream().map(this::write), Stream.of("[DONE]"))
                .iterator();
        http.vertx().setPeriodic(1, DELAY_MILLIS, timer -> {
            if (response.closed() || !events.hasNext()) {
                http.vertx().cancelTimer(timer);
                response.end();
            } else {
                response.write("data: " + events.next() + "\n\n");
            }
        });
    }

    private String write(Object response) {
        try {
            return JsonCodec.mapper().writeValueAsString(response);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record can always be written as JSON", impossible);
        }
    }
}
