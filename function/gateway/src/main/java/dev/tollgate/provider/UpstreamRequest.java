package dev.tollgate.provider;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to a provider.
 *
 * @param method such as {@code POST}
 * @param body empty where the method has none
 * @param streamed whether the request asks for a streamed reply
 */
public record UpstreamRequest(String method, URI uri, Map<String, String> headers, byte[] body, boolean streamed) {

    public UpstreamRequest {
        headers = Map.copyOf(headers);
    }

    /** A POST request. */
    public UpstreamRequest(URI uri, Map<String, String> headers, byte[] body, boolean streamed) {
        this("POST", uri, headers, body, streamed);
    }

    /** A request without a body, whose reply is one document. */
    public static UpstreamRequest bodiless(String method, URI uri, Map<String, String> headers) {
        return new UpstreamRequest(method, uri, headers, new byte[0], false);
    }

    /** The same request with one more header. */
    public UpstreamRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new UpstreamRequest(method, uri, more, body, streamed);
    }

    /** Leaves out headers and body, which contain secrets and prompts. */
    @Override
    public String toString() {
        return "UpstreamRequest[" + method + " " + uri + ", " + body.length + " bytes]";
    }
}
