package dev.tollgate.provider;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A POST to a provider, ready to be sent.
 *
 * @param streamed whether the reply is to come as events
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

    /** Never shows headers or body: they hold secrets and prompts. */
    @Override
    public String toString() {
        return "UpstreamRequest[" + uri + ", " + body.length + " bytes]";
    }
}
