package dev.tollgate.promptlog;

import java.time.Instant;

/** Port: where requests and answers are kept. */
public interface PromptLog {

    /** Whether there is a place for them. */
    boolean configured();

    /** Where a call is kept once it is written, for those who look for it. */
    String address(String keyId, String requestId, Instant receivedAt);

    /**
     * Writes one call, within a few seconds.
     *
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE} if the place does not take it
     */
    void write(LoggedCall call);
}
