package dev.tollgate.edge;

import dev.tollgate.call.Answer;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ChatRequest;
import java.util.List;
import java.util.Map;

/** Writes an answer as OpenAI does: server-sent events as they come, or one JSON document at the end. */
final class ChatAnswer implements Answer {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private final Client client;
    private final Carrier carrier;
    private Wording wording = Wording.CHAT;
    private boolean streamed;
    private boolean usageWanted;
    private Head head;

    ChatAnswer(Client client, Carrier carrier) {
        this.client = client;
        this.carrier = carrier;
    }

    /** Notes how this request wants its answer, and in which words. */
    ChatRequest to(ChatRequest request, Wording words) {
        wording = words;
        streamed = request.streamed();
        usageWanted = request.usageWanted();
        return request;
    }

    @Override
    public void begin(Head answeredBy) {
        head = answeredBy;
        if (streamed) {
            client.begin(200, EVENTS, AnswerHeaders.of(head, Map.of("cache-control", "no-cache")));
        }
    }

    @Override
    public void chunk(ChatChunk chunk) {
        if (streamed) {
            wording.chunk(chunk, usageWanted).ifPresent(client::send);
        }
    }

    @Override
    public void heartbeat() {
        if (streamed) {
            client.signal(Sse.HEARTBEAT);
        }
    }

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage) {
        if (!streamed) {
            client.respond(200, JSON, AnswerHeaders.of(head, Map.of()), wording.whole(completion));
            return;
        }
        if (usageWanted) {
            wording.chunk(usage, true).ifPresent(client::send);
        }
        client.finish(Sse.DONE);
    }

    @Override
    public void fail(ChatFailure failure, List<Tried> tried) {
        if (client.committed()) {
            carrier.cut(failure);
            client.send(Sse.error(failure));
            client.end();
            return;
        }
        client.respond(failure.kind().status(), JSON, FailureHeaders.of(failure, tried), ErrorBody.of(failure));
    }

    @Override
    public boolean committed() {
        return client.committed();
    }

    @Override
    public void onGone(Runnable action) {
        client.onGone(action);
    }
}
