package dev.tollgate.call;

import dev.tollgate.limit.TokenEstimate;
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
final class Relay {
    private final Question<ChatRequest> question;
    private final Answer answer;
    private final Lane lane;
    private final Line line;
    private final Clock clock;
    private final ChunkShaper shaper;
    private final ChunkFold fold = new ChunkFold();
    private final List<ChatChunk> held = new ArrayList<>(2);
    private List<String> dropped = List.of();
    private Instant firstTokenAt;
    private boolean begun;
    private Instant lastSent;

    Relay(Attempt.Part part, Line line, Clock clock) {
        this.question = part.question();
        this.answer = part.answer();
        this.lane = part.lane();
        this.line = line;
        this.clock = clock;
        String id = "chatcmpl-" + question.incoming().requestId();
        this.shaper = new ChunkShaper(
                id, clock.instant().getEpochSecond(), part.target().model());
    }

    boolean begun() {
        return begun;
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
        if (begun && !clock.instant().isBefore(lastSent.plus(interval))) {
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
            if (begun || saysSomething(chunk)) {
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
        lane.beforeLastByte();
        question.booking().beforeLastByte();
        Usage usage = spent().usage();
        answer.finish(fold.completion(usage), shaper.usageChunk(usage));
    }

    /**
     * What the attempt used: the provider's own count, with estimates from the text in place of what it did not count;
     * nothing where it told none and the model said nothing.
     */
    Spent spent() {
        return shaper.usage() != null || begun || !fold.spoken().isEmpty() ? counted() : Spent.NOTHING;
    }

    private Spent counted() {
        return Spent.of(shaper.usage(), question.request(), fold::spoken, shaper.serviceTier());
    }

    /**
     * What an attempt used that did not come to its end. A count that came on the way may be the prompt's alone, as
     * Anthropic's first one is: what was said is then estimated.
     */
    Spent spentOnTheWay() {
        if (shaper.usage() == null || !begun) {
            return spent();
        }
        Spent spent = counted();
        long said = TokenEstimate.ofText(fold.spoken());
        return said <= spent.usage().completionTokens()
                ? spent
                : new Spent(spent.usage().withCompletion(said), true, shaper.serviceTier());
    }

    /**
     * What an attempt used that was stopped, perhaps before the model said anything: the provider has read the prompt and bills
     * it, and a limit that leaving early gave back would be none.
     */
    Spent abandoned() {
        return shaper.usage() == null ? counted() : spentOnTheWay();
    }

    private void begin() {
        if (begun) {
            return;
        }
        lane.begin();
        begun = true;
        firstTokenAt = clock.instant();
        line.heard(clock.instant());
        question.booking().confirm();
        question.trace().begun(clock.instant());
        answer.begin(question.head(line.asked(), dropped, clock.instant()));
    }

    private static boolean saysSomething(ChatChunk chunk) {
        return chunk.choices().stream()
                .anyMatch(choice ->
                        choice.finishReason() != null || !choice.delta().equals(Delta.OPENING));
    }
}
