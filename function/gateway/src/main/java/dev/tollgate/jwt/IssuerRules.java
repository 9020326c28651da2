package dev.tollgate.jwt;

import dev.tollgate.config.TokenIssuerConfig;
import dev.tollgate.parse.UrlParser;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tokens are accepted.
 *
 * @param issuer what {@code iss} must be
 * @param audience one of these must be in {@code aud}
 * @param algorithms names of signatures with a public key
 * @param leeway how far clocks may differ
 */
public record IssuerRules(String issuer, Set<String> audience, Set<String> algorithms, Duration leeway) {
    /** Neither {@code none} nor one with a shared secret, with which anybody who verifies tokens could make them. */
    private static final Set<String> ASYMMETRIC =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    private static final Set<String> USUAL = Set.of("RS256", "PS256", "ES256", "EdDSA");
    private static final Duration LONGEST_LEEWAY = Duration.ofMinutes(10);

    public IssuerRules {
        audience = Set.copyOf(audience);
        algorithms = Set.copyOf(algorithms);
    }

    /**
     * The rules in the gateway's settings; empty if there is no issuer.
     *
     * @throws IllegalArgumentException if they would accept what nobody meant
     */
    static Optional<IssuerRules> of(TokenIssuerConfig config) {
        return config.issuer().map(issuer -> {
            config.jwksUrl().ifPresent(url -> requireUrl("TOLLGATE_JWT_JWKS_URL", url));
            if (config.jwksUrl().isEmpty()) {
                requireUrl("TOLLGATE_JWT_ISSUER", issuer);
            }
            require(
                    config.audience().filter(names -> !names.isEmpty()).isPresent(),
                    "TOLLGATE_JWT_AUDIENCE must name the audience: without it, tokens for any other service of the issuer"
                            + " would be accepted");
            require(
                    ASYMMETRIC.containsAll(config.algorithms())
                            && !config.algorithms().isEmpty(),
                    "TOLLGATE_JWT_ALGORITHMS must be some of " + String.join(", ", new TreeSet<>(ASYMMETRIC)));
            require(
                    !config.leeway().isNegative() && config.leeway().compareTo(LONGEST_LEEWAY) <= 0,
                    "TOLLGATE_JWT_LEEWAY must be from 0s to 10m");
            return new IssuerRules(issuer, config.audience().orElseThrow(), config.algorithms(), config.leeway());
        });
    }

    /**
     * Rules for an issuer with the usual algorithms and a leeway of a minute.
     *
     * @param setting the name of the setting with the issuer
     * @throws IllegalArgumentException if the issuer is no https URL
     */
    public static IssuerRules usual(String setting, String issuer, Set<String> audience) {
        requireUrl(setting, issuer);
        return new IssuerRules(issuer, audience, USUAL, Duration.ofMinutes(1));
    }

    /** Anyone who can change the keys on their way can issue tokens. */
    private static void requireUrl(String setting, String text) {
        require(
                UrlParser.http(text)
                        .filter(url -> "https".equalsIgnoreCase(url.getScheme()) || isLoopback(url.getHost()))
                        .isPresent(),
                setting + " must be an https URL; http is accepted for this machine only");
    }

    private static boolean isLoopback(String host) {
        return Set.of("localhost", "127.0.0.1", "[::1]").contains(host);
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message + ".");
        }
    }
}
