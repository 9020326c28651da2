package dev.tollgate.storedresponse;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A stored response.
 *
 * @param status as it was written; see {@link #statusAt}
 * @param chain the ids of the responses that it continues, oldest first
 * @param requestId the request that made it
 * @param createdAt in whole milliseconds
 * @param deadline a response that has not ended by then never will: its gateway is gone
 * @param expiresAt when it is forgotten, in whole seconds
 * @param streamed whether its events are kept as they come
 * @param document its own input and the response, as JSON with placeholders
 */
public record ResponseRecord(
        ResponseName name,
        ResponseStatus status,
        List<String> chain,
        String requestId,
        Instant createdAt,
        Instant deadline,
        Instant expiresAt,
        boolean streamed,
        byte[] document) {

    public ResponseRecord {
        chain = List.copyOf(chain);
    }

    /** The same response, further on. */
    public ResponseRecord with(ResponseStatus later, byte[] otherDocument) {
        return new ResponseRecord(
                name, later, chain, requestId, createdAt, deadline, expiresAt, streamed, otherDocument);
    }

    /** What its client sees. */
    public ResponseStatus statusAt(Instant now) {
        return status.at(now, deadline);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResponseRecord response
                && name.equals(response.name)
                && status == response.status
                && chain.equals(response.chain)
                && requestId.equals(response.requestId)
                && createdAt.equals(response.createdAt)
                && deadline.equals(response.deadline)
                && expiresAt.equals(response.expiresAt)
                && streamed == response.streamed
                && Arrays.equals(document, response.document);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, status, chain, requestId, Arrays.hashCode(document));
    }

    /** Never shows the content. */
    @Override
    public String toString() {
        return "ResponseRecord[" + name + ", " + status + ", " + document.length + " bytes]";
    }
}
