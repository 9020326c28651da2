package dev.tollgate.provider;

import dev.tollgate.config.ClientGenerations;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.http.ConnectionPool;
import dev.tollgate.http.HttpExchange;
import dev.tollgate.http.HttpOrigin;
import dev.tollgate.http.HttpRequest;
import dev.tollgate.openai.GatewayException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * The gateway's only HTTP client for providers. It sends requests and returns replies as they arrive. It follows no redirect: the
 * next host would receive the prompt and the key. Each origin has connections of its own, because a pause of one provider must not
 * cost the connections to the others.
 */
@Singleton
public class UpstreamClient {
    private final GatewayConfig.Upstream config;
    private final SSLContext tls;
    private final Clock clock;
    private final Map<HttpOrigin, ClientGenerations<ConnectionPool>> pools = new ConcurrentHashMap<>();

    /** A client that has no connection yet. TLS is prepared with it, so that a cold call finds it ready. */
    public UpstreamClient(GatewayConfig config, TrustedAuthorities trust, Clock clock) {
        this.config = config.upstream();
        this.tls = trust.context().orElseGet(UpstreamClient::publicAuthorities);
        this.clock = clock;
    }

    private static SSLContext publicAuthorities() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Java has no TLS", impossible);
        }
    }

    /** Prepares an exchange. Send the request and read the reply with it, and close it. */
    public UpstreamExchange send(UpstreamRequest request) {
        return send(request, config.maxReplyBytes());
    }

    /** The same for a reply of any length, which is read piece by piece and never held as a whole. */
    public UpstreamExchange download(UpstreamRequest request) {
        return send(request, Long.MAX_VALUE);
    }

    /**
     * Sends a request for a short document, and waits for it.
     *
     * @param timeout the longest time for all of it
     * @param maxBytes the largest accepted size, above that of any real reply of its sort
     * @throws GatewayException {@code UPSTREAM_FAILED}, {@code UPSTREAM_TIMEOUT}
     */
    public ShortReply fetch(UpstreamRequest request, Duration timeout, int maxBytes) {
        Instant end = clock.instant().plus(timeout);
        try (UpstreamExchange exchange = send(request)) {
            int status = exchange.head(timeout, clock).status();
            return new ShortReply(status, exchange.rest(end, clock, maxBytes));
        }
    }

    private UpstreamExchange send(UpstreamRequest request, long maxBytes) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("user-agent", "Tollgate");
        headers.putAll(request.headers());
        // Without it, a provider may choose any encoding (https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3).
        headers.put("accept-encoding", "identity");
        HttpRequest http = HttpRequest.of(request.method(), request.uri(), headers, request.body());
        ClientGenerations<ConnectionPool>.Generation generation = generation(request.uri());
        return new UpstreamExchange(new HttpExchange(generation.client(), http), generation, maxBytes);
    }

    private ClientGenerations<ConnectionPool>.Generation generation(URI uri) {
        return pools.computeIfAbsent(
                        HttpOrigin.of(uri),
                        origin -> new ClientGenerations<>(
                                () -> pool(origin), ConnectionPool::close, config.maxIdle(), clock))
                .current();
    }

    private ConnectionPool pool(HttpOrigin origin) {
        return new ConnectionPool(origin, origin.encrypted() ? tls : null, config.connectTimeout(), config.maxIdle());
    }

    @PreDestroy
    void close() {
        pools.values().forEach(ClientGenerations::close);
    }
}
