package dev.tollgate.call;

import dev.tollgate.openai.ChatRequest;

/** Gets a call in its redacted form: with the placeholders of content policies, and never with the values behind them. */
public interface RedactedListener {
    /** Listens to nothing. */
    RedactedListener NONE = (_, next) -> next;

    /**
     * The call runs now.
     *
     * @param redacted with the request that leaves the gateway
     * @param next where the answer goes on
     * @return a sink that passes the answer on
     */
    ChatResponseSink listening(CallContext<ChatRequest> redacted, ChatResponseSink next);
}
