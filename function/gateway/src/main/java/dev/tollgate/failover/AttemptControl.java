package dev.tollgate.failover;

import java.time.Duration;
import java.time.Instant;

/** A turn's lane in its call, where another may be under way beside it. */
public interface AttemptControl {

    /** How long it may keep the call waiting. */
    AttemptTimeouts timeouts();

    /**
     * To be called before anything is passed on to the caller: from now on this turn answers, and no other.
     *
     * @throws dev.tollgate.openai.GatewayException {@code CLIENT_GONE} where another does
     */
    void win();

    /** Waits until what the others have spent is in the books. */
    void beforeLastByte();

    /**
     * How long a target may keep the call waiting.
     *
     * @param silence without a sign of life, before its first token
     * @param firstTokenBy when a streamed answer must have begun
     * @param wholeBy when an answer in one piece must be there
     */
    record AttemptTimeouts(Duration silence, Instant firstTokenBy, Instant wholeBy) {}
}
