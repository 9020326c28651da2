package dev.tollgate.idempotency;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * A whole answer as it was sent, byte for byte.
 *
 * @param requestId of the request that it was sent for
 * @param headers that belong to the answer, and not to the moment at which it was sent
 */
public record StoredResponse(String requestId, String contentType, Map<String, String> headers, byte[] body) {

    public StoredResponse {
        headers = Map.copyOf(headers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredResponse storedResponse
                && requestId.equals(storedResponse.requestId)
                && contentType.equals(storedResponse.contentType)
                && headers.equals(storedResponse.headers)
                && Arrays.equals(body, storedResponse.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(requestId, contentType, headers, Arrays.hashCode(body));
    }

    /** Never shows the answer itself. */
    @Override
    public String toString() {
        return "Sent[" + requestId + ", " + contentType + ", " + body.length + " bytes]";
    }
}
