package dev.tollgate.scanning;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.ForwardingChatSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.NativeEvent;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a whole answer until the verdicts on it, and sends it then. Until then another target may still take over, even from one
 * that fails in the middle of its answer.
 */
final class ScannedAnswerSink extends ForwardingChatSink {
    private final RunningScans scans;
    private final ScanRuntime runtime;
    private final MemoryLease memory;
    private final List<ChatChunk> kept = new ArrayList<>();
    private long characters;
    private @Nullable ResponseHead head;

    ScannedAnswerSink(ChatResponseSink next, RunningScans scans, ScanRuntime runtime) {
        super(next);
        this.scans = scans;
        this.runtime = runtime;
        this.memory = runtime.context().memory().part();
    }

    @Override
    public void begin(ResponseHead newHead) {
        head = newHead.withNativeReply(false);
        kept.clear();
        characters = 0;
    }

    @Override
    public void chunk(ChatChunk chunk) {
        kept.add(chunk);
        characters += chunk.choices().stream()
                .mapToLong(choice -> characters(choice.delta()))
                .sum();
        memory.hold(JsonFootprint.ofText(characters) + kept.size() * JsonFootprint.ofElements(16));
    }

    private static long characters(Delta delta) {
        long inCalls = delta.toolCalls() == null
                ? 0
                : delta.toolCalls().stream()
                        .map(ToolCall::function)
                        .mapToLong(function -> function == null ? 0 : length(function.arguments()))
                        .sum();
        return length(delta.content()) + length(delta.reasoningContent()) + length(delta.refusal()) + inCalls;
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** The chunks are kept, and written in the client's API. */
    @Override
    public void nativeEvent(NativeEvent event) {}

    /** Nothing has been sent yet that a sign of life could follow. */
    @Override
    public void heartbeat() {}

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        scans.requireAllowed(completion);
        if (head == null) {
            throw new IllegalStateException("a response ends that has not started");
        }
        next().begin(head);
        kept.forEach(next()::chunk);
        memory.close();
        next().finish(completion, usage, runtime.chargeMicros());
    }
}
