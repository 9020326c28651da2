package dev.tollgate.call;

import java.util.OptionalLong;

/**
 * Where images, speech, transcripts, moderations and rankings go: {@code whole}, or {@code begin → (bytes | heartbeat)* → end}, or at
 * any time {@code fail}.
 */
public interface MediaResponseSink extends ResponseSink {

    /**
     * The response is complete.
     *
     * @param contentType as the provider names it
     * @param chargeMicros what the client is charged for the call; empty if that is not known
     */
    void whole(ResponseHead head, String contentType, byte[] body, OptionalLong chargeMicros);

    /** The response begins: what follows goes out as it comes. */
    void begin(ResponseHead head, String contentType);

    /** More of it: events, or sound. */
    void bytes(byte[] bytes);

    /** Nothing new, but the provider is at work. Only between events. */
    void heartbeat();

    /** The response that has started is complete. */
    void end();
}
