package dev.tollgate.golden;

import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.upstream.Received;
import dev.tollgate.upstream.Reply;
import java.io.IOException;

/** Replies as the golden files say, cut as the address says: {@code /<cut>/<provider>/<case>/…}. */
public final class GoldenReply implements Reply {

    @Override
    public void answer(HttpExchange exchange, Received received) throws IOException {
        String[] path = received.path().split("/", 5);
        GoldenCase golden = GoldenCases.at(path[2], path[3]);
        Head head = golden.head("reply.status");
        boolean events = golden.has("reply.sse") && (streamed(received) || !golden.has("reply.json"));
        exchange.getResponseHeaders().set("content-type", events ? "text/event-stream" : "application/json");
        head.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(head.status(), 0);
        Cut.of(path[1]).write(exchange, golden.bytes(events ? "reply.sse" : "reply.json"));
    }

    private static boolean streamed(Received received) {
        return received.body().contains("\"stream\":true")
                || received.path().contains(":streamGenerateContent")
                || received.path().endsWith("/converse-stream");
    }
}
