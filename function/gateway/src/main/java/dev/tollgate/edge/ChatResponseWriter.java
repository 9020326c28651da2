package dev.tollgate.edge;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Writes a chat response as OpenAI does: server-sent events as they come, or one JSON document at the end. */
final class ChatResponseWriter implements ChatResponseSink {
    private static final String EVENTS = "text/event-stream; charset=utf-8";
    /** No proxy keeps events back; the second header is nginx's. */
    private static final Map<String, String> UNBUFFERED =
            Map.of("cache-control", "no-cache", "x-accel-buffering", "no");

    private final HttpCall call;
    private final ClientConnection client;
    private final InvocationLifecycle lifecycle;
    private final ChatResponseFormat format;
    private final boolean streamed;
    private final boolean usageWanted;
    private final CallCost cost;
    private final Map<String, String> headers = new LinkedHashMap<>();

    ChatResponseWriter(HttpCall call, CallCost cost, ChatRequest request, ChatResponseFormat format) {
        this.call = call;
        this.client = call.client();
        this.lifecycle = call.lifecycle();
        this.format = format;
        this.cost = cost;
        this.streamed = request.streamed();
        this.usageWanted = request.usageRequested();
    }

    @Override
    public void begin(Head head) {
        if (streamed) {
            client.begin(200, EVENTS, ResponseHeaders.of(head, UNBUFFERED));
        } else {
            headers.putAll(ResponseHeaders.of(head, Map.of()));
        }
    }

    @Override
    public void chunk(ChatChunk chunk) {
        if (streamed) {
            format.chunk(chunk, usageWanted).ifPresent(this::send);
        }
    }

    private void send(byte[] bytes) {
        if (!call.allowance().take(bytes)) {
            throw ResponseAllowance.tooLarge();
        }
        client.send(bytes);
    }

    @Override
    public void heartbeat() {
        if (streamed) {
            client.signal(ServerSentEvents.HEARTBEAT);
        }
    }

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        if (!streamed) {
            CallCost.addTo(headers, chargeMicros);
            call.complete(headers, format.whole(cost.in(completion, chargeMicros)));
            return;
        }
        if (usageWanted) {
            format.chunk(cost.in(usage, chargeMicros), true).ifPresent(client::send);
        }
        client.finish(ServerSentEvents.DONE);
    }

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attempts) {
        if (client.committed()) {
            lifecycle.cut(failure);
        }
        if (streamed && client.committed()) {
            client.abort(ServerSentEvents.error(failure));
        } else {
            ErrorResponse.send(client, failure, attempts);
        }
    }

    @Override
    public boolean committed() {
        return client.committed();
    }

    @Override
    public void onDisconnect(Runnable action) {
        client.onDisconnect(action);
    }

    @Override
    public void beforeLastByte(Runnable action) {
        client.beforeLastByte(action);
    }
}
