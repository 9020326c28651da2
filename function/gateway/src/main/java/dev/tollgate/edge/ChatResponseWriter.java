package dev.tollgate.edge;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.NativeEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chat response in the words of the API that the client called: server-sent events as they come, or one JSON document at
 * the end. A native reply goes on as it is.
 */
public final class ChatResponseWriter implements ChatResponseSink {
    private final HttpCall call;
    private final ClientConnection client;
    private final InvocationLifecycle lifecycle;
    private final ChatResponseFormat format;
    private final boolean streamed;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean nativeReply;
    private @Nullable NativeEvent nativeBody;

    /**
     * The response to a call.
     *
     * @param streamed whether the client wants events
     */
    public ChatResponseWriter(HttpCall call, boolean streamed, ChatResponseFormat format) {
        this.call = call;
        this.client = call.client();
        this.lifecycle = call.lifecycle();
        this.format = format;
        this.streamed = streamed;
    }

    @Override
    public void begin(ResponseHead sent) {
        ResponseHead head = sent.withDropped(call.named(sent.dropped()));
        nativeReply = head.nativeReply();
        Map<String, String> ofHead = ResponseHeaders.of(head, format.headers(head));
        if (streamed) {
            ofHead.putAll(ServerSentEvents.UNBUFFERED);
            client.begin(200, format.streamType(), ofHead);
            if (!nativeReply) {
                send(format.started(head));
            }
        } else {
            headers.putAll(ofHead);
        }
    }

    @Override
    public void chunk(ChatChunk chunk) {
        if (nativeReply) {
            return;
        }
        if (streamed) {
            send(format.chunk(chunk));
        } else {
            format.note(chunk);
        }
    }

    @Override
    public void nativeEvent(NativeEvent event) {
        if (streamed && nativeReply) {
            send(format.nativeEvent(event));
        } else {
            nativeBody = event;
        }
    }

    private void send(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        if (!call.allowance().take(bytes)) {
            throw ResponseAllowance.tooLarge();
        }
        client.send(bytes);
    }

    @Override
    public void heartbeat() {
        if (streamed) {
            client.signal(format.heartbeat());
        }
    }

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        if (streamed) {
            client.finish(nativeReply ? format.nativeFinished() : format.finished(completion, usage, chargeMicros));
        } else {
            CallCost.addTo(headers, chargeMicros);
            call.complete(headers, body(completion, chargeMicros));
        }
    }

    private byte[] body(ChatCompletion completion, OptionalLong chargeMicros) {
        return nativeReply && nativeBody != null
                ? format.nativeWhole(nativeBody)
                : format.whole(completion, chargeMicros);
    }

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attempts) {
        if (client.committed()) {
            lifecycle.cut(failure);
        }
        if (streamed && client.committed()) {
            client.abort(format.failed(call.named(failure), client.errors()));
        } else {
            ErrorResponse.send(client, call.named(failure), attempts);
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
