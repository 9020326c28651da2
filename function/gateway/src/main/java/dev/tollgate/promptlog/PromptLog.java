package dev.tollgate.promptlog;

/** Port: where requests and answers are kept. */
public interface PromptLog {

    /** Whether there is a place for them. */
    boolean configured();

    /**
     * Writes one call, within a few seconds.
     *
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE} if the place does not take it
     */
    void write(LoggedCall call);
}
