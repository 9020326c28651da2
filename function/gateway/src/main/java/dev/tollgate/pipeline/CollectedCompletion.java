package dev.tollgate.pipeline;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.NativeEvent;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Keeps a complete answer that goes to nobody's connection. */
final class CollectedCompletion implements ChatResponseSink {
    private @Nullable ChatCompletion completion;

    /** The answer. Call it only after {@link #finish}. */
    ChatCompletion completion() {
        if (completion == null) {
            throw new IllegalStateException("the answer is not complete");
        }
        return completion;
    }

    @Override
    public void begin(ResponseHead head) {}

    @Override
    public void chunk(ChatChunk chunk) {}

    @Override
    public void nativeEvent(NativeEvent event) {}

    @Override
    public void heartbeat() {}

    @Override
    public void finish(ChatCompletion complete, ChatChunk usage, OptionalLong chargeMicros) {
        completion = complete;
    }

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attempts) {
        throw failure;
    }

    @Override
    public boolean committed() {
        return false;
    }

    @Override
    public void onDisconnect(Runnable action) {}

    @Override
    public void beforeLastByte(Runnable action) {}
}
