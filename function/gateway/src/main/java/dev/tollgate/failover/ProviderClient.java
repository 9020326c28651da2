package dev.tollgate.failover;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.provider.AccessTokens;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.ContentScanner;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.MediaAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.provider.SecretMask;
import dev.tollgate.provider.SecretResolver;
import dev.tollgate.provider.UpstreamClient;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Knows every kind of provider, signs requests with the provider's secret, and sends them. */
@ApplicationScoped
public class ProviderClient {
    private final Map<String, ProviderKind> kinds;
    private final SecretResolver secrets;
    private final AccessTokens tokens;
    private final UpstreamClient upstream;
    private final Clock clock;

    ProviderClient(
            @All List<ProviderKind> kinds,
            SecretResolver secrets,
            AccessTokens tokens,
            UpstreamClient upstream,
            Clock clock) {
        this.kinds = kinds.stream().collect(Collectors.toMap(ProviderKind::kind, Function.identity()));
        this.secrets = secrets;
        this.tokens = tokens;
        this.upstream = upstream;
        this.clock = clock;
    }

    /** How this provider does chats. */
    public ChatAdapter chatAdapter(Provider provider) {
        return kind(provider).adapter(provider);
    }

    /**
     * How this provider does embeddings.
     *
     * @throws GatewayException {@code UNSUPPORTED_PARAMETER} if it does none
     */
    EmbeddingAdapter embeddingAdapter(Provider provider) {
        return kind(provider)
                .embeddings(provider)
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.UNSUPPORTED_PARAMETER,
                        "model",
                        "Unsupported parameter: 'model': " + provider.name() + " has no embeddings."));
    }

    /**
     * How this provider serves this endpoint.
     *
     * @throws GatewayException {@code UNSUPPORTED_PARAMETER} if it does not
     */
    MediaAdapter mediaAdapter(Provider provider, MediaEndpoint endpoint) {
        return kind(provider)
                .media(provider, endpoint)
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.UNSUPPORTED_PARAMETER,
                        "model",
                        "Unsupported parameter: 'model': " + provider.name() + " has no " + endpoint.offer() + "."));
    }

    /** How this provider does batches; empty if it does none. */
    Optional<BatchAdapter> batchAdapter(Provider provider) {
        return kind(provider).batches(provider);
    }

    /**
     * How this provider judges content with this engine.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} if it does not have it
     */
    ContentScanner scanner(Provider provider, ScanEngine engine) {
        return kind(provider)
                .scanner(provider, engine)
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.UPSTREAM_FAILED,
                        "Provider " + provider.name() + " is of kind " + provider.kind()
                                + ", which cannot scan content like this."));
    }

    /** The request with the provider's credentials. */
    AuthorizedRequest authorized(ProviderApi api, Provider provider, UpstreamRequest request) {
        return authorized(api, provider, request, () -> {});
    }

    /**
     * The same for a request of an attempt.
     *
     * @param beforeExchange runs before a secret is exchanged for a token, which may send a request of its own
     */
    AuthorizedRequest authorized(ProviderApi api, Provider provider, UpstreamRequest request, Runnable beforeExchange) {
        String reference =
                provider.apiKey() == null ? kind(provider).defaultSecret().orElse(null) : provider.apiKey();
        if (reference == null) {
            return new AuthorizedRequest(api.authorize(request, null, clock.instant()), SecretMask.NONE);
        }
        String secret = secrets.resolve(reference);
        try {
            String credentials = credentials(api, secret, beforeExchange);
            return new AuthorizedRequest(
                    api.authorize(request, credentials, clock.instant()), SecretMask.of(List.of(secret, credentials)));
        } catch (GatewayException failed) {
            throw SecretMask.of(List.of(secret)).redact(failed);
        }
    }

    /** Sends a request that has its credentials. */
    UpstreamExchange send(AuthorizedRequest authorized) {
        return upstream.send(authorized.request());
    }

    /** The same for a request whose reply may have any length. */
    UpstreamExchange download(AuthorizedRequest authorized) {
        return upstream.download(authorized.request());
    }

    private ProviderKind kind(Provider provider) {
        ProviderKind kind = kinds.get(provider.kind());
        if (kind == null) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED,
                    "Provider " + provider.name() + " is of kind " + provider.kind() + ", which this gateway lacks.");
        }
        return kind;
    }

    private String credentials(ProviderApi api, String secret, Runnable beforeExchange) {
        return api.exchange(secret)
                .map(exchange -> {
                    beforeExchange.run();
                    return tokens.credentials(api.name(), secret, exchange);
                })
                .orElse(secret);
    }
}
