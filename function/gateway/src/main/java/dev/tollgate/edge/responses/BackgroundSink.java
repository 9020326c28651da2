package dev.tollgate.edge.responses;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.NativeEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where a response goes that nobody waits for: it is stored on its way here. */
final class BackgroundSink implements ChatResponseSink {
    private @Nullable GatewayException failure;
    private boolean started;
    private boolean stopped;
    private Runnable onStop = () -> {};
    private Runnable beforeLastByte = () -> {};

    /** How the call failed; empty if it did not. */
    Optional<GatewayException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void begin(ResponseHead head) {
        started = true;
    }

    @Override
    public void chunk(ChatChunk chunk) {}

    @Override
    public void nativeEvent(NativeEvent event) {}

    @Override
    public void heartbeat() {}

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        beforeLastByte.run();
    }

    @Override
    public void fail(GatewayException thrown, List<AttemptSummary> attempts) {
        failure = thrown;
        beforeLastByte.run();
    }

    @Override
    public boolean committed() {
        return started;
    }

    /** There is no connection. A call that is stopped takes the way of one whose client has gone. */
    @Override
    public synchronized void onDisconnect(Runnable action) {
        onStop = action;
        if (stopped) {
            action.run();
        }
    }

    /** Stops the call, from any thread. */
    synchronized void stop() {
        stopped = true;
        onStop.run();
    }

    @Override
    public void beforeLastByte(Runnable action) {
        Runnable earlier = beforeLastByte;
        beforeLastByte = () -> {
            beforeLastByte = () -> {};
            action.run();
            earlier.run();
        };
    }
}
