package dev.tollgate.guardrail;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.NativeEvent;
import java.util.List;
import java.util.OptionalLong;

/** A client that counts how many characters of the model's are still held back after each chunk. */
final class HeldCharacters implements ChatResponseSink {
    private long said;
    private long received;
    private long heldInAll;
    private long most;
    private int chunks;
    private int delayed;

    /** The model says this. */
    void says(ChatChunk chunk) {
        said += characters(chunk);
    }

    /** What it has said has passed the policies, as far as it does. */
    void said() {
        long held = said - received;
        chunks++;
        delayed += held > 0 ? 1 : 0;
        heldInAll += held;
        most = Math.max(most, held);
    }

    /** How many chunks were not sent in full at once. */
    int delayed() {
        return delayed;
    }

    double mean() {
        return heldInAll / (double) chunks;
    }

    long most() {
        return most;
    }

    @Override
    public void begin(ResponseHead head) {}

    @Override
    public void chunk(ChatChunk chunk) {
        received += characters(chunk);
    }

    private static int characters(ChatChunk chunk) {
        String content = chunk.choices().getFirst().delta().content();
        return content == null ? 0 : content.length();
    }

    @Override
    public void nativeEvent(NativeEvent event) {}

    @Override
    public void heartbeat() {}

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {}

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attempts) {}

    @Override
    public boolean committed() {
        return received > 0;
    }

    @Override
    public void onDisconnect(Runnable action) {}

    @Override
    public void beforeLastByte(Runnable action) {}
}
