package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import java.util.Optional;

/** What requests may refer to, and what is kept of their responses. */
public interface ResponseState {

    /**
     * A request that can be served on its own.
     *
     * @param body the client's JSON, with everything that it refers to in the place of the reference
     * @param tap gets the response; empty if nothing of it is kept
     */
    record StandaloneRequest(ObjectNode body, Optional<ResponseTap> tap) {}

    /**
     * Prepares a request for its call.
     *
     * @param sent the client's JSON, of which nothing has been checked yet
     * @throws dev.tollgate.openai.GatewayException that names the field by which the request refers to what is not there
     */
    StandaloneRequest prepare(ApiKey key, ObjectNode sent);
}
