package dev.tollgate.call;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.NativeEvent;
import java.util.OptionalLong;

/**
 * Where a chat response goes: {@code begin → chunk* → (finish | fail)}, or {@code fail} at once.
 *
 * <p>Nothing reaches the client before {@link #begin}. After it, no other target may respond.
 */
public interface ChatResponseSink extends ResponseSink {

    /** The first chunk is there: the head may go out. */
    void begin(ResponseHead head);

    /** The next chunk. */
    void chunk(ChatChunk chunk);

    /**
     * The next piece of a native reply: an event of a stream, or all of a reply that is not streamed. The chunks of the same
     * reply come as well, for everyone who has to know what it says; the client gets only one of both.
     */
    void nativeEvent(NativeEvent event);

    /** The provider has been silent for a while: shows everyone on the way that the response is still alive. */
    void heartbeat();

    /**
     * The response is complete.
     *
     * @param usage as a chunk of its own, for streams with {@code include_usage}
     * @param chargeMicros what the client is charged for the call; empty if that is not known
     */
    void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros);
}
