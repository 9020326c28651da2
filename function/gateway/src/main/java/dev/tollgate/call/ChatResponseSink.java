package dev.tollgate.call;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;

/**
 * Where a chat answer goes: {@code begin → chunk* → (finish | fail)}, or {@code fail} at once.
 *
 * <p>Nothing reaches the caller before {@link #begin}; after it no other target may answer.
 */
public interface ChatResponseSink extends ResponseSink {

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
}
