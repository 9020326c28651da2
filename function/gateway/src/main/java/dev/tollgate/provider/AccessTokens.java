package dev.tollgate.provider;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.TokenExchange.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Exchanges providers' secrets for access tokens, and keeps each token until shortly before it expires. Concurrent calls that
 * need the same token wait for one exchange.
 */
@ApplicationScoped
public class AccessTokens {
    /** Long enough for a request to arrive before its token expires. The duration of its reply does not matter. */
    private static final Duration EXPIRY_MARGIN = Duration.ofMinutes(1);

    private static final int MAX_BYTES = 64 * 1024;

    private final UpstreamClient upstream;
    private final Duration timeout;
    private final Clock clock;
    private final Map<String, CachedToken> tokens = new ConcurrentHashMap<>();

    @Inject
    AccessTokens(UpstreamClient upstream, GatewayConfig config, Clock clock) {
        this(upstream, config.upstream().tokenTimeout(), clock);
    }

    AccessTokens(UpstreamClient upstream, Duration timeout, Clock clock) {
        this.upstream = upstream;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** A provider's token, or its running exchange, with the secret it belongs to: a changed secret needs a new token. */
    private record CachedToken(String secret, FutureTask<Token> token) {

        boolean isValid(String currentSecret, Instant now) {
            return secret.equals(currentSecret)
                    && switch (token.state()) {
                        case RUNNING -> true;
                        case SUCCESS ->
                            now.isBefore(token.resultNow().expiresAt().minus(EXPIRY_MARGIN));
                        case FAILED, CANCELLED -> false;
                    };
        }
    }

    /**
     * Returns the credentials of a provider.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} where the exchange fails; the next call tries again
     */
    public String credentials(String provider, String secret, TokenExchange exchange) {
        Instant now = clock.instant();
        CachedToken cached = tokens.compute(
                provider,
                (_, before) -> before != null && before.isValid(secret, now)
                        ? before
                        : new CachedToken(secret, new FutureTask<>(() -> exchange(provider, exchange))));
        // Does nothing where another call has started the exchange.
        cached.token().run();
        return await(cached.token()).credentials();
    }

    private Token exchange(String provider, TokenExchange exchange) {
        Instant now = clock.instant();
        ShortReply reply = fetch(provider, exchange.request(now));
        return exchange.read(reply.status(), reply.body(), now);
    }

    private ShortReply fetch(String provider, UpstreamRequest request) {
        try {
            return upstream.fetch(request, timeout, MAX_BYTES);
        } catch (GatewayException failed) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED,
                    provider + "'s credentials could not be exchanged: " + failed.getMessage(),
                    failed);
        }
    }

    private static Token await(FutureTask<Token> token) {
        try {
            return token.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof GatewayException failure) {
                throw failure;
            }
            throw new GatewayException(ErrorKind.INTERNAL, "The gateway failed to get credentials.", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GatewayException(ErrorKind.INTERNAL, "The gateway is shutting down.", interrupted);
        }
    }
}
