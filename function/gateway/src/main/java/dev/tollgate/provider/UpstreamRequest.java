package dev.tollgate.provider;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A POST request to a provider.
 *
 * @param streamed whether the request asks for a streamed reply
 */
public record UpstreamRequest(URI uri, Map<String, String> headers, byte[] body, boolean streamed) {

    public UpstreamRequest {
        headers = Map.copyOf(headers);
    }

    /** The same request with one more header. */
    public UpstreamRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new UpstreamRequest(uri, more, body, streamed);
    }

    /** Leaves out headers and body, which contain secrets and prompts. */
    @Override
    public String toString() {
        return "UpstreamRequest[" + uri + ", " + body.length + " bytes]";
    }
}
