package dev.tollgate.provider;

import dev.tollgate.config.ClientGenerations;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's only HTTP client for providers. It sends requests and returns replies as they arrive. Each origin has a client of
 * its own, because a pause of one provider must not cost the connections to the others.
 */
@Singleton
public class UpstreamClient {
    private final HttpClient.Builder builder;
    private final Duration maxIdle;
    private final Clock clock;
    private final Map<String, ClientGenerations<HttpClient>> clients = new ConcurrentHashMap<>();
    /** Created with the bean, so that a cold call finds it ready. The first origin takes it. */
    private final AtomicReference<@Nullable HttpClient> prepared;

    private final long maxReplyBytes;

    /** A client that has no connection yet. */
    public UpstreamClient(GatewayConfig config, TrustedAuthorities trust, Clock clock) {
        // No redirects: the next host would receive the prompt and the key.
        this.builder = HttpClient.newBuilder()
                .connectTimeout(config.upstream().connectTimeout())
                .followRedirects(Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        trust.context().ifPresent(builder::sslContext);
        this.maxIdle = config.upstream().maxIdle();
        this.clock = clock;
        this.prepared = new AtomicReference<>(builder.build());
        this.maxReplyBytes = config.upstream().maxReplyBytes();
    }

    /** Starts to send a request. Read the reply from the exchange, and close it. */
    public UpstreamExchange send(UpstreamRequest request) {
        return send(request, maxReplyBytes);
    }

    /** The same for a reply of any length, which is read piece by piece and never held as a whole. */
    public UpstreamExchange download(UpstreamRequest request) {
        return send(request, Long.MAX_VALUE);
    }

    private UpstreamExchange send(UpstreamRequest request, long maxBytes) {
        HttpRequest.Builder http = HttpRequest.newBuilder(request.uri())
                .version(versionFor(request))
                .method(
                        request.method(),
                        request.body().length == 0 && !request.method().equals("POST")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(http::setHeader);
        // Without it, a provider may choose any encoding (https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3).
        http.setHeader("accept-encoding", "identity");
        ReplyBody body = new ReplyBody();
        ClientGenerations<HttpClient>.Generation generation = generation(request.uri());
        return new UpstreamExchange(generation.client().sendAsync(http.build(), _ -> body), body, generation, maxBytes);
    }

    private ClientGenerations<HttpClient>.Generation generation(URI uri) {
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        return clients.computeIfAbsent(
                        origin, _ -> new ClientGenerations<>(this::create, HttpClient::shutdown, maxIdle, clock))
                .current();
    }

    private HttpClient create() {
        HttpClient ready = prepared.getAndSet(null);
        return ready == null ? builder.build() : ready;
    }

    /** Over plain HTTP, the client would request an upgrade to HTTP/2, which several model servers reject with an error. */
    private static Version versionFor(UpstreamRequest request) {
        return "https".equals(request.uri().getScheme()) ? Version.HTTP_2 : Version.HTTP_1_1;
    }

    @PreDestroy
    void close() {
        clients.values().forEach(ClientGenerations::close);
    }
}
