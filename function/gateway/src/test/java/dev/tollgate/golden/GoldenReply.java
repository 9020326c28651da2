package dev.tollgate.golden;

import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.upstream.ReceivedRequest;
import dev.tollgate.upstream.Reply;
import java.io.IOException;

/** Replies as the golden files say, cut as the address says: {@code /<cut>/<api>/<provider>/<case>/…}. */
public final class GoldenReply implements Reply {

    @Override
    public void answer(HttpExchange exchange, ReceivedRequest received) throws IOException {
        String[] path = received.path().split("/", 6);
        GoldenCase golden = GoldenCases.at(GoldenApi.valueOf(path[2]), path[3], path[4]);
        GoldenHead head = golden.head("reply.status");
        String file = file(golden, streamed(received));
        exchange.getResponseHeaders().set("content-type", type(file));
        head.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(head.status(), 0);
        byte[] reply = golden.bytes(file);
        ReplyCut.of(path[1]).write(exchange, file.equals(EventFrames.FILE) ? EventFrames.encode(reply) : reply);
    }

    private static String file(GoldenCase golden, boolean streamed) {
        String events = golden.has(EventFrames.FILE) ? EventFrames.FILE : "reply.sse";
        return golden.has(events) && (streamed || !golden.has("reply.json")) ? events : "reply.json";
    }

    private static String type(String file) {
        return switch (file) {
            case "reply.sse" -> "text/event-stream";
            case EventFrames.FILE -> "application/vnd.amazon.eventstream";
            default -> "application/json";
        };
    }

    private static boolean streamed(ReceivedRequest received) {
        return received.body().contains("\"stream\":true")
                || received.path().contains(":streamGenerateContent")
                || received.path().endsWith("/converse-stream")
                || received.path().endsWith("/invoke-with-response-stream");
    }
}
