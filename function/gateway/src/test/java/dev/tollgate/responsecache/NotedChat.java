package dev.tollgate.responsecache;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.NativeEvent;
import java.util.List;
import java.util.OptionalLong;

/** A client of a chat that notes what it gets, and leaves when a test wants it. */
final class NotedChat implements ChatResponseSink {
    private final ChunkFold fold = new ChunkFold();
    private Runnable onGone = () -> {};
    private boolean watched;
    ResponseHead head;
    ChatCompletion completion;
    ChatChunk usageChunk;
    OptionalLong chargeMicros = OptionalLong.empty();

    /** What the chunks say. */
    ChatCompletion folded() {
        return fold.completion(completion.usage());
    }

    synchronized void leave() {
        onGone.run();
    }

    @Override
    public void begin(ResponseHead started) {
        head = started;
    }

    @Override
    public void chunk(ChatChunk chunk) {
        fold.add(chunk);
    }

    @Override
    public void nativeEvent(NativeEvent event) {}

    @Override
    public void heartbeat() {}

    @Override
    public void finish(ChatCompletion whole, ChatChunk usage, OptionalLong charge) {
        completion = whole;
        usageChunk = usage;
        chargeMicros = charge;
    }

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attempts) {
        throw new AssertionError("the pipeline reports failures", failure);
    }

    @Override
    public boolean committed() {
        return head != null;
    }

    @Override
    public synchronized void onDisconnect(Runnable action) {
        onGone = action;
        watched = true;
    }

    /** Whether the call would know if it left. */
    synchronized boolean isWatched() {
        return watched;
    }

    @Override
    public void beforeLastByte(Runnable action) {}
}
