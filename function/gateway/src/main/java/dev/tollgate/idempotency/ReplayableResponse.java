package dev.tollgate.idempotency;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * A whole response as it was sent, byte for byte.
 *
 * @param requestId the request that the response was sent for
 * @param headers the headers that belong to the response itself, and not to the time at which it was sent
 */
public record ReplayableResponse(String requestId, String contentType, Map<String, String> headers, byte[] body) {

    public ReplayableResponse {
        headers = Map.copyOf(headers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplayableResponse storedResponse
                && requestId.equals(storedResponse.requestId)
                && contentType.equals(storedResponse.contentType)
                && headers.equals(storedResponse.headers)
                && Arrays.equals(body, storedResponse.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(requestId, contentType, headers, Arrays.hashCode(body));
    }

    /** Never shows the content of the response. */
    @Override
    public String toString() {
        return "ReplayableResponse[" + requestId + ", " + contentType + ", " + body.length + " bytes]";
    }
}
