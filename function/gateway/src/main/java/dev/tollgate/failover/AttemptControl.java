package dev.tollgate.failover;

/** What an attempt may do in its call, where a hedged request may run at the same time. */
public interface AttemptControl {

    /** How long the attempt may keep the call waiting. */
    AttemptTimeouts timeouts();

    /**
     * Call this before anything is sent to the client: from then on this attempt responds, and no other.
     *
     * @throws dev.tollgate.openai.GatewayException {@code CLIENT_GONE} if another one does
     */
    void win();

    /** The control of an attempt that runs alone. */
    static AttemptControl alone(AttemptTimeouts timeouts) {
        return new AttemptControl() {
            @Override
            public AttemptTimeouts timeouts() {
                return timeouts;
            }

            @Override
            public void win() {}
        };
    }
}
