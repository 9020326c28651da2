package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.call.CallContext;
import dev.tollgate.edge.CallCost;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.NativeEvent;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Words an answer a second time, with placeholders, to store it. */
final class StoredWording implements ResponseTap {
    private final ResponsesFormat format;
    private final boolean streamed;
    private final StoredCall call;
    private final StoredResponseWriter writer;
    private @Nullable NativeEvent nativeBody;
    private boolean nativeReply;

    StoredWording(
            ResponsesRequest request, CallContext<ChatRequest> redacted, StoredCall call, StoredResponseWriter writer) {
        ResponsesRequest kept = new ResponsesRequest(
                redacted.nativeRequest().orElseThrow(), redacted.request(), request.paths(), request.tools());
        this.format = new ResponsesFormat(
                kept, redacted.requestId(), CallCost.of(redacted.key(), redacted.request()), Optional.of(this));
        this.streamed = redacted.request().streamed();
        this.call = call;
        this.writer = writer;
    }

    void begin(boolean followsNatively) {
        nativeReply = followsNatively;
    }

    void chunk(ChatChunk chunk) {
        if (nativeReply) {
            return;
        }
        if (streamed) {
            format.chunk(chunk);
        } else {
            format.note(chunk);
        }
    }

    void nativeEvent(NativeEvent event) {
        if (nativeReply && streamed) {
            format.nativeEvent(event);
        } else {
            nativeBody = event;
        }
    }

    void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        if (nativeReply && nativeBody != null) {
            format.nativeWhole(nativeBody);
        } else if (!nativeReply && streamed) {
            format.finished(completion, usage, chargeMicros);
        } else if (!nativeReply) {
            format.whole(completion, chargeMicros);
        }
    }

    @Override
    public ObjectNode event(ObjectNode event) {
        writer.event(call.event(event));
        return event;
    }

    @Override
    public ObjectNode whole(ObjectNode response) {
        writer.ends(call.whole(response));
        return response;
    }
}
