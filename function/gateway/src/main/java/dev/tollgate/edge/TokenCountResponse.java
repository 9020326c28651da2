package dev.tollgate.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.pipeline.TokenCounter.TokenCount;
import java.util.Map;

/** The response to a request that asks for the number of its tokens. Each API has words of its own; the header is the same. */
public final class TokenCountResponse {
    /** Says whose count it is. */
    private static final String SOURCE = "x-tollgate-token-count";

    private TokenCountResponse() {}

    /**
     * Sends the count.
     *
     * @param body says it in the words of the API that the client called
     */
    public static void send(HttpCall call, TokenCount count, ObjectNode body) {
        call.complete(Map.of(SOURCE, count.estimated() ? "estimate" : "provider"), ServerSentEvents.json(body));
    }
}
