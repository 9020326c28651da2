package dev.tollgate.auth;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Authenticates a call by the API key in its {@code Authorization} header, or by a token of the operator's issuer. */
@ApplicationScoped
public class ApiKeyAuthenticator {
    private static final String SCHEME = "Bearer ";

    private final Keys keys;
    private final TokenCallers tokens;
    private final Teams teams;
    private final Clock clock;

    public ApiKeyAuthenticator(Keys keys, TokenCallers tokens, Teams teams, Clock clock) {
        this.keys = keys;
        this.tokens = tokens;
        this.teams = teams;
        this.clock = clock;
    }

    /**
     * The key behind an {@code Authorization} header (RFC 6750, section 2.1).
     *
     * @param authorization the header's value; null if the request has none
     * @throws GatewayException {@code INVALID_API_KEY} or {@code PERMISSION_DENIED}; the message never quotes the key.
     *     {@code STORE_UNAVAILABLE}, {@code ISSUER_UNAVAILABLE}
     */
    public ApiKey authenticate(@Nullable String authorization) {
        String secret = secretIn(authorization);
        return withinTeam(tokens.authenticate(secret).orElseGet(() -> key(KeyHash.of(secret))));
    }

    /**
     * The caller of an earlier call, if it may call now.
     *
     * @throws GatewayException as {@link #authenticate} does
     */
    public ApiKey usable(CallerReference caller) {
        return withinTeam(
                switch (caller) {
                    case KeyHash presented -> key(presented);
                    case TokenIdentity identity -> tokens.client(identity);
                });
    }

    private ApiKey key(KeyHash presented) {
        ApiKey key = keys.find(presented)
                .filter(found -> found.keyHash().matches(presented))
                .orElseThrow(() -> new GatewayException(ErrorKind.INVALID_API_KEY, "Incorrect API key provided."));
        if (key.disabled()) {
            throw new GatewayException(ErrorKind.PERMISSION_DENIED, "This API key is disabled.");
        }
        if (key.expiredAt(clock.instant())) {
            throw new GatewayException(ErrorKind.PERMISSION_DENIED, "This API key expired on " + key.expires() + ".");
        }
        return key;
    }

    /** A team's aliases bound those of its keys. The team is part of the configuration that routing needs, too. */
    private ApiKey withinTeam(ApiKey key) {
        return key.team()
                .map(id -> teams.current().get(id))
                .filter(team -> !team.aliases().isEmpty())
                .map(team -> bounded(key, team))
                .orElse(key);
    }

    private static ApiKey bounded(ApiKey key, Team team) {
        if (key.aliases().isEmpty()) {
            return key.toBuilder().aliases(team.aliases()).build();
        }
        Set<String> both = new HashSet<>(key.aliases());
        both.retainAll(team.aliases());
        if (both.isEmpty()) {
            throw new GatewayException(
                    ErrorKind.PERMISSION_DENIED, "The team of this API key may use none of the key's aliases.");
        }
        return key.toBuilder().aliases(both).build();
    }

    private static String secretIn(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            throw new GatewayException(
                    ErrorKind.INVALID_API_KEY,
                    "No API key provided. Send it in the Authorization header (Authorization: Bearer YOUR_KEY), or else in "
                            + "the header x-api-key or api-key.");
        }
        String secret = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : "";
        if (secret.isEmpty()) {
            throw new GatewayException(
                    ErrorKind.INVALID_API_KEY,
                    "The Authorization header must read: Authorization: Bearer YOUR_KEY. Without it, the header x-api-key "
                            + "or api-key may hold the key.");
        }
        return secret;
    }
}
