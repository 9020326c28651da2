package dev.tollgate.store;

import dev.tollgate.config.TokenIssuerConfig;
import dev.tollgate.jwt.IssuerKeySet;
import dev.tollgate.provider.UpstreamClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Makes the issuer of callers' tokens, when somebody first needs its keys. */
final class TokenIssuers {
    private TokenIssuers() {}

    @Produces
    @ApplicationScoped
    static IssuerKeySet keySet(TokenIssuerConfig config, UpstreamClient http, Clock clock) {
        return new RemoteIssuer(
                new RemoteIssuer.Place(
                        config.issuer().orElseThrow(), config.jwksUrl(), config.freshKeys(), config.timeout()),
                http,
                clock);
    }
}
