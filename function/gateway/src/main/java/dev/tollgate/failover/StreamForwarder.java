package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.NativeEvent;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.openai.Usage;
import dev.tollgate.process.JsonFootprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forwards one attempt's chunks to the client, and folds them on the way.
 *
 * <p>The opening chunk is held back until the model has said something: the next target can still take over from a stream that
 * dies before that.
 */
final class StreamForwarder {
    private final ChatRequest request;
    private final ChatResponseSink sink;
    private final AttemptControl control;
    private final UpstreamCall upstream;
    private final ChunkShaper shaper;
    private final ChunkFold fold = new ChunkFold();
    private final List<ChatChunk> held = new ArrayList<>(2);
    private final List<NativeEvent> heldEvents = new ArrayList<>();
    private long heldLength;
    private boolean nativeReply;
    private List<String> dropped = List.of();
    private @Nullable Instant firstTokenAt;
    private @Nullable Instant lastSent;

    StreamForwarder(
            CallContext<ChatRequest> context, ChatResponseSink sink, AttemptControl control, UpstreamCall upstream) {
        this.request = context.request();
        this.sink = sink;
        this.control = control;
        this.upstream = upstream;
        this.shaper = new ChunkShaper(
                context.requestId(),
                upstream.startedAt().getEpochSecond(),
                upstream.target().model(),
                ToolChoice.namesFunction(request.extra().get("tool_choice")));
    }

    /** Whether the response to the client has started. */
    boolean started() {
        return firstTokenAt != null;
    }

    /** When the model first said something; null before it has. */
    @Nullable
    Instant firstTokenAt() {
        return firstTokenAt;
    }

    /** When the client was last sent something; null before the response started. */
    @Nullable
    Instant lastSent() {
        return lastSent;
    }

    /** Sends a sign of life to a client that has had none for this long, whatever the provider sends meanwhile. */
    void heartbeat(Duration interval) {
        if (lastSent != null && !upstream.now().isBefore(lastSent.plus(interval))) {
            sink.heartbeat();
            lastSent = upstream.now();
        }
    }

    /** Fields of the request that the target was not sent; the head of the response names them. */
    void dropped(List<String> fields) {
        dropped = fields;
    }

    /** The reply is in the client's own words: its events go to the client as they are. */
    void forwardsEvents() {
        nativeReply = true;
    }

    /** The provider streams what the client wants whole, or the other way round: its words are no use to the client. */
    void otherForm(boolean other) {
        nativeReply = nativeReply && !other;
    }

    /** Forwards an event that has been decoded, if the reply is in the client's own words. Its chunks come after it. */
    void event(NativeEvent event) {
        if (!nativeReply) {
            return;
        }
        if (started()) {
            sink.nativeEvent(event);
            lastSent = upstream.now();
        } else {
            heldEvents.add(event);
            heldLength += event.data().length();
        }
    }

    /** Forwards a chunk. Returns whether it holds anything: some providers send empty ones as signs of life. */
    boolean forward(ChatChunk raw) {
        List<ChatChunk> chunks = shaper.shape(raw);
        for (ChatChunk chunk : chunks) {
            fold.add(chunk);
            if (started()) {
                send(chunk);
            } else {
                held.add(chunk);
                if (chunk.saysSomething()) {
                    forwardHeld();
                }
            }
        }
        return !chunks.isEmpty();
    }

    /** How many bytes it keeps of the reply. */
    long footprint() {
        return JsonFootprint.ofText(fold.textLength() + heldLength)
                + JsonFootprint.ofElements(fold.elements() + shaper.unsentElements());
    }

    /** Takes a chunk that comes after the end, and may have the count. */
    void count(ChatChunk raw) {
        shaper.shape(raw);
    }

    /** Whether the provider has sent a count. */
    boolean hasCount() {
        return shaper.usage() != null;
    }

    /** Takes a chunk of a reply in one piece: nothing is forwarded before all of it has been read. */
    void hold(ChatChunk raw) {
        for (ChatChunk chunk : shaper.shape(raw)) {
            fold.add(chunk);
            held.add(chunk);
        }
    }

    /** Starts the response with what was held back. */
    void forwardHeld() {
        if (!started()) {
            start();
        }
        heldEvents.forEach(sink::nativeEvent);
        heldEvents.clear();
        heldLength = 0;
        held.forEach(this::send);
        held.clear();
        lastSent = upstream.now();
    }

    private void send(ChatChunk chunk) {
        sink.chunk(chunk);
        lastSent = upstream.now();
    }

    private void start() {
        control.win();
        firstTokenAt = upstream.now();
        sink.begin(upstream.startResponse(dropped).withNativeReply(nativeReply));
    }

    /** Ends a complete response. */
    void finish() {
        Usage usage = usage().usage().withoutBill();
        ChatCompletion completion = fold.completion(usage);
        upstream.answered(completion);
        sink.finish(completion, shaper.usageChunk(usage), upstream.chargeMicros());
    }

    /**
     * What a complete reply used: the provider's own count, with estimates from the text in place of what it did not count. It is
     * nothing if the provider sent no count and the model said nothing.
     */
    AttemptUsage usage() {
        return shaper.usage() != null || started() || !fold.generatedText().isEmpty()
                ? counted()
                : AttemptUsage.NOTHING;
    }

    private AttemptUsage counted() {
        return AttemptUsage.of(shaper.usage(), request, fold::generatedText, shaper.serviceTier());
    }

    /**
     * What a reply used that did not come to its end. A count that came on the way may cover the prompt only, as Anthropic's first
     * one does: the text is then estimated.
     */
    AttemptUsage usageWhenCut() {
        if (shaper.usage() == null || !started()) {
            return usage();
        }
        AttemptUsage counted = counted();
        long said = TokenEstimate.ofText(fold.generatedText());
        return said <= counted.usage().completionTokens()
                ? counted
                : new AttemptUsage(counted.usage().withCompletion(said), true, shaper.serviceTier());
    }

    /**
     * What a reply used that was stopped, perhaps before the model said anything. The provider has read the prompt and bills it, and
     * a limit that an early disconnect gives back would be none.
     */
    AttemptUsage usageWhenStopped() {
        return shaper.usage() == null ? counted() : usageWhenCut();
    }
}
