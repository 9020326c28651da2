package dev.tollgate.jwt;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.CallerRegister;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.CallerTemplates;
import dev.tollgate.auth.TokenCallers;
import dev.tollgate.auth.TokenIdentity;
import dev.tollgate.config.TokenIssuerConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Callers with a JSON Web Token: verifies it, and makes the client that its team's section in {@code tollgate.yaml} describes. */
@Startup
@ApplicationScoped
public class JwtCallers implements TokenCallers {
    /** What every token starts with: a brace and a quotation mark, in Base64. */
    private static final String START = "eyJ";

    private final TokenIssuerConfig config;
    private final CallerTemplates templates;
    private final CallerRegister register;
    private final Optional<JwtVerifier> verifier;

    /**
     * Callers of the issuer in the settings, if there is one.
     *
     * @throws IllegalArgumentException if the settings contradict each other
     */
    JwtCallers(
            TokenIssuerConfig config,
            IssuerKeySet keys,
            CallerTemplates templates,
            CallerRegister register,
            Clock clock) {
        this.config = config;
        this.templates = templates;
        this.register = register;
        this.verifier = IssuerRules.of(config).map(rules -> new JwtVerifier(rules, keys, clock));
    }

    @Override
    public Optional<ApiKey> authenticate(String token) {
        return verifier.filter(_ -> isToken(token)).map(issuer -> {
            ApiKey client = client(identity(issuer.verified(token)));
            register.seen(client.id());
            return client;
        });
    }

    /** The three parts of a signed token (https://www.rfc-editor.org/rfc/rfc7515#section-3.1); keys have no dots at all. */
    private static boolean isToken(String text) {
        return text.startsWith(START)
                && text.chars().filter(letter -> letter == '.').count() == 2;
    }

    private TokenIdentity identity(TokenClaims claims) {
        List<String> teams = claims.texts(config.teamClaim());
        if (teams.isEmpty()) {
            throw new GatewayException(
                    ErrorKind.PERMISSION_DENIED,
                    "Your token names no team: it has no claim '" + config.teamClaim() + "'.");
        }
        Map<String, CallerTemplate> known = templates.current();
        return new TokenIdentity(
                claims.subject(config.subjectClaim()),
                teams.stream().filter(known::containsKey).findFirst().orElse(teams.getFirst()),
                config.aliasesClaim().map(claims::aliases).orElse(Set.of()));
    }

    /** A team has no rights that nobody gave it. */
    @Override
    public ApiKey client(TokenIdentity identity) {
        Map<String, CallerTemplate> known = templates.current();
        return Optional.ofNullable(known.getOrDefault(identity.team(), known.get(CallerTemplate.ANY_TEAM)))
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.PERMISSION_DENIED,
                        "The team '" + identity.team() + "' of your token (claim '" + config.teamClaim()
                                + "') may not use this gateway: it is not in jwt_callers of tollgate.yaml."))
                .client(identity);
    }
}
