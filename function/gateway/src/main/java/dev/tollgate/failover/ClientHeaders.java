package dev.tollgate.failover;

import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UpstreamRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers of the client's request that may travel on.
 *
 * @param sent by name
 */
record ClientHeaders(Map<String, String> sent) {
    /** What the gateway itself sends has none. */
    static final ClientHeaders NONE = new ClientHeaders(Map.of());

    /** The request with those headers that its provider reads. */
    UpstreamRequest in(UpstreamRequest request, ProviderApi api) {
        Map<String, String> read = read(api);
        return read.isEmpty() ? request : api.withClientHeaders(request, read);
    }

    /** What of those headers the provider does not get. */
    List<String> dropped(UpstreamRequest request, ProviderApi api) {
        Map<String, String> read = read(api);
        return read.isEmpty() ? List.of() : api.droppedHeaders(request, read);
    }

    private Map<String, String> read(ProviderApi api) {
        Map<String, String> read = new TreeMap<>(sent);
        read.keySet().retainAll(api.forwardedHeaders());
        return read;
    }
}
