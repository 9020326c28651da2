package dev.tollgate.call;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where an answer goes: {@code begin → chunk* → (finish | fail)}, or {@code fail} at once.
 *
 * <p>Nothing reaches the caller before {@link #begin}; after it no other target may answer.
 */
public interface Answer {

    /** The first chunk is there: the head may go out. */
    void begin(Head head);

    /** The next chunk. */
    void chunk(ChatChunk chunk);

    /** Nothing came for a while: tell those on the way that the answer is still alive. */
    void heartbeat();

    /**
     * The answer is complete.
     *
     * @param usage as a chunk of its own, for streams that asked for it
     */
    void finish(ChatCompletion completion, ChatChunk usage);

    /** The answer failed, before or after it began. */
    void fail(ChatFailure failure);

    /** Whether something has been sent that cannot be taken back. */
    boolean committed();

    /** Runs this when the caller goes away; at once where it already has. The latest one counts. */
    void onGone(Runnable action);

    /**
     * What the response head says about how the answer came to be.
     *
     * @param attempts how many targets were asked
     * @param dropped fields of the request that this target could not honour and the alias lets go
     * @param judgement why a tier was chosen; empty where there are none
     * @param left what the key has left
     * @param overhead what the gateway itself has added to the time to first chunk
     */
    record Head(
            String provider,
            String model,
            int attempts,
            List<String> dropped,
            Optional<String> judgement,
            RateStatus left,
            Duration overhead) {}
}
