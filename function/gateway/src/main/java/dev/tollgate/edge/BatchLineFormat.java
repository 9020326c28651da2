package dev.tollgate.edge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.LineRequest;
import java.util.Optional;

/**
 * An endpoint whose requests may be lines of a batch. The build finds all of them: to add one, add a class to the package of its API.
 */
public interface BatchLineFormat {

    /** The endpoint that lines name. */
    BatchEndpoint endpoint();

    /**
     * Reads what a line holds: what a call may send, and a batch as well.
     *
     * @throws dev.tollgate.openai.GatewayException of a 400 kind that names the field
     */
    LineRequest read(RequestBody body);

    /** The request in JSON, as it may be kept: {@link #read} reads the same from it. */
    JsonNode kept(LineRequest request);

    /** Whether an answer repeats fields of its request. */
    default boolean repeatsRequest() {
        return false;
    }

    /**
     * The answer of a chat in the words of this endpoint. Endpoints with other answers pass on those of the provider.
     *
     * @param request what the line held; empty if no answer repeats it, or if it is not kept any more
     * @param requestId the id of the line's usage record
     */
    default byte[] answer(ChatCompletion completion, Optional<LineRequest> request, String requestId) {
        return ServerSentEvents.json(completion);
    }
}
