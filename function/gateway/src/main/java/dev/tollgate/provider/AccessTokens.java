package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.TokenExchange.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Credentials that were got in exchange for a provider's secret, kept until shortly before they expire. Calls that need
 * them at the same time wait for one exchange.
 */
@ApplicationScoped
public class AccessTokens {
    /** Long enough for a request to arrive before its token expires; how long its reply takes does not matter. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 64 * 1024;

    private final UpstreamClient upstream;
    private final Clock clock;
    private final Map<String, Held> tokens = new ConcurrentHashMap<>();

    AccessTokens(UpstreamClient upstream, Clock clock) {
        this.upstream = upstream;
        this.clock = clock;
    }

    /** A provider's credentials, there or on their way, and what they were got for: a changed secret needs others. */
    private record Held(String secret, FutureTask<Token> token) {

        boolean serves(String other, Instant now) {
            return secret.equals(other)
                    && switch (token.state()) {
                        case RUNNING -> true;
                        case SUCCESS ->
                            now.isBefore(token.resultNow().expiresAt().minus(MARGIN));
                        case FAILED, CANCELLED -> false;
                    };
        }
    }

    /**
     * The credentials of this provider.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} where the exchange failed; the next call tries again
     */
    public String credentials(String provider, String secret, TokenExchange exchange) {
        Instant now = clock.instant();
        Held held = tokens.compute(
                provider,
                (_, before) -> before != null && before.serves(secret, now)
                        ? before
                        : new Held(secret, new FutureTask<>(() -> ask(provider, exchange))));
        // Does nothing where another call has begun it.
        held.token().run();
        return await(held.token()).credentials();
    }

    private Token ask(String provider, TokenExchange exchange) {
        Instant now = clock.instant();
        int status;
        byte[] body;
        UpstreamRequest request = exchange.request(now);
        try (UpstreamExchange sent = upstream.send(request)) {
            status = sent.head(PATIENCE, clock).status();
            body = sent.rest(clock.instant().plus(PATIENCE), clock, MAX_BYTES);
        } catch (GatewayException failed) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED,
                    provider + "'s credentials could not be exchanged: " + failed.getMessage(),
                    failed);
        }
        return exchange.read(status, body, now);
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
