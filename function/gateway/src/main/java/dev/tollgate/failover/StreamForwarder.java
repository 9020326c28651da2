package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes one attempt's chunks on to the caller, and folds them on the way.
 *
 * <p>The opening chunk is held back until the model has said something: a stream that dies before that can still be
 * answered by the next target.
 */
final class StreamForwarder {
    private final CallContext<ChatRequest> callContext;
    private final ChatResponseSink answer;
    private final AttemptControl attemptControl;
    private final UpstreamCall upstreamCall;
    private final Clock clock;
    private final ChunkShaper shaper;
    private final ChunkFold fold = new ChunkFold();
    private final List<ChatChunk> held = new ArrayList<>(2);
    private List<String> dropped = List.of();
    private Instant firstTokenAt;
    private boolean started;
    private Instant lastSent;

    StreamForwarder(ChatAttempt.Part part, UpstreamCall upstreamCall, Clock clock) {
        this.callContext = part.callContext();
        this.answer = part.answer();
        this.attemptControl = part.attemptControl();
        this.upstreamCall = upstreamCall;
        this.clock = clock;
        String id = "chatcmpl-" + callContext.incomingCall().requestId();
        this.shaper = new ChunkShaper(
                id, clock.instant().getEpochSecond(), part.target().model());
    }

    boolean started() {
        return started;
    }

    /** When the model said something first; null before it has. */
    Instant firstTokenAt() {
        return firstTokenAt;
    }

    /** When the caller was last sent something; null before the beginning. */
    Instant lastSent() {
        return lastSent;
    }

    /** Sends a sign of life where the caller has had none for so long, whatever the provider sends meanwhile. */
    void heartbeat(Duration interval) {
        if (started && !clock.instant().isBefore(lastSent.plus(interval))) {
            answer.heartbeat();
            lastSent = clock.instant();
        }
    }

    /** Fields of the request that the target was not sent; the head of the answer tells them. */
    void dropped(List<String> fields) {
        dropped = fields;
    }

    void pass(ChatChunk raw) {
        for (ChatChunk chunk : shaper.shape(raw)) {
            fold.add(chunk);
            held.add(chunk);
            if (started || saysSomething(chunk)) {
                passHeld();
            }
        }
    }

    /** The same for a reply in one piece, of which nothing is passed on before all of it has been read. */
    void hold(ChatChunk raw) {
        for (ChatChunk chunk : shaper.shape(raw)) {
            fold.add(chunk);
            held.add(chunk);
        }
    }

    void passHeld() {
        begin();
        held.forEach(answer::chunk);
        held.clear();
        lastSent = clock.instant();
    }

    /** Ends a complete answer. */
    void finish() {
        attemptControl.beforeLastByte();
        callContext.usageMeter().beforeLastByte();
        Usage usage = usage().usage();
        answer.finish(fold.completion(usage), shaper.usageChunk(usage));
    }

    /**
     * What the attempt used: the provider's own count, with estimates from the text in place of what it did not count;
     * nothing where it told none and the model said nothing.
     */
    AttemptUsage usage() {
        return shaper.usage() != null || started || !fold.spoken().isEmpty() ? counted() : AttemptUsage.NOTHING;
    }

    private AttemptUsage counted() {
        return AttemptUsage.of(shaper.usage(), callContext.request(), fold::spoken, shaper.serviceTier());
    }

    /**
     * What an attempt used that did not come to its end. A count that came on the way may be the prompt's alone, as
     * Anthropic's first one is: what was said is then estimated.
     */
    AttemptUsage usageWhenCut() {
        if (shaper.usage() == null || !started) {
            return usage();
        }
        AttemptUsage attemptUsage = counted();
        long said = TokenEstimate.ofText(fold.spoken());
        return said <= attemptUsage.usage().completionTokens()
                ? attemptUsage
                : new AttemptUsage(attemptUsage.usage().withCompletion(said), true, shaper.serviceTier());
    }

    /**
     * What an attempt used that was stopped, perhaps before the model said anything: the provider has read the prompt and bills
     * it, and a limit that leaving early gave back would be none.
     */
    AttemptUsage usageWhenAbandoned() {
        return shaper.usage() == null ? counted() : usageWhenCut();
    }

    private void begin() {
        if (started) {
            return;
        }
        attemptControl.win();
        started = true;
        firstTokenAt = clock.instant();
        upstreamCall.responded(clock.instant());
        callContext.usageMeter().awaitPendingRecord();
        callContext.callMetrics().responseStarted(clock.instant());
        answer.begin(callContext.head(upstreamCall.attemptRecord(), dropped, clock.instant()));
    }

    private static boolean saysSomething(ChatChunk chunk) {
        return chunk.choices().stream()
                .anyMatch(choice ->
                        choice.finishReason() != null || !choice.delta().equals(Delta.OPENING));
    }
}
