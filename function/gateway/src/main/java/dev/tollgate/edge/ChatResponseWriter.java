package dev.tollgate.edge;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.Map;

/** Writes an answer as OpenAI does: server-sent events as they come, or one JSON document at the end. */
final class ChatResponseWriter implements ChatResponseSink {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private final ClientConnection client;
    private final InvocationLifecycle invocationLifecycle;
    private ChatResponseFormat chatResponseFormat = ChatResponseFormat.CHAT;
    private boolean streamed;
    private boolean usageWanted;
    private Head head;

    ChatResponseWriter(ClientConnection client, InvocationLifecycle invocationLifecycle) {
        this.client = client;
        this.invocationLifecycle = invocationLifecycle;
    }

    /** Notes how this request wants its answer, and in which words. */
    ChatRequest to(ChatRequest request, ChatResponseFormat words) {
        chatResponseFormat = words;
        streamed = request.streamed();
        usageWanted = request.usageWanted();
        return request;
    }

    @Override
    public void begin(Head answeredBy) {
        head = answeredBy;
        if (streamed) {
            client.begin(200, EVENTS, ResponseHeaders.of(head, Map.of("cache-control", "no-cache")));
        }
    }

    @Override
    public void chunk(ChatChunk chunk) {
        if (streamed) {
            chatResponseFormat.chunk(chunk, usageWanted).ifPresent(client::send);
        }
    }

    @Override
    public void heartbeat() {
        if (streamed) {
            client.signal(ServerSentEvents.HEARTBEAT);
        }
    }

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage) {
        if (!streamed) {
            client.respond(200, JSON, ResponseHeaders.of(head, Map.of()), chatResponseFormat.whole(completion));
            return;
        }
        if (usageWanted) {
            chatResponseFormat.chunk(usage, true).ifPresent(client::send);
        }
        client.finish(ServerSentEvents.DONE);
    }

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attemptSummary) {
        if (client.committed()) {
            invocationLifecycle.cut(failure);
            client.send(ServerSentEvents.error(failure));
            client.end();
            return;
        }
        client.respond(failure.kind().status(), JSON, ErrorHeaders.of(failure, attemptSummary), ErrorBody.of(failure));
    }

    @Override
    public boolean committed() {
        return client.committed();
    }

    @Override
    public void onDisconnect(Runnable action) {
        client.onGone(action);
    }
}
