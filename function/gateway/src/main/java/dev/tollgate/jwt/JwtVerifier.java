package dev.tollgate.jwt;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens: their signature with a key that the issuer publishes, and the claims that say for whom and how long they count
 * (https://www.rfc-editor.org/rfc/rfc8725).
 */
public final class JwtVerifier {
    /** No issuer's tokens are longer, and the headers of a request are bounded anyway. */
    private static final int MAX_LENGTH = 12 * 1024;

    private final IssuerRules rules;
    private final SigningKeys keys;
    private final Clock clock;

    /** Reads no keys yet. */
    public JwtVerifier(IssuerRules rules, IssuerKeySet keySet, Clock clock) {
        this.rules = rules;
        this.keys = new SigningKeys(keySet);
        this.clock = clock;
    }

    /**
     * The claims of a token.
     *
     * @throws GatewayException {@code INVALID_API_KEY}, without anything from the token; {@code ISSUER_UNAVAILABLE}
     */
    public TokenClaims verified(String token) {
        if (token.length() > MAX_LENGTH) {
            throw refused("it is longer than " + MAX_LENGTH + " characters", null);
        }
        try {
            JwtContext context = consumer().process(token);
            // A signed token inside of this one would have brought the claims, with its own signature.
            if (context.getJoseObjects().size() != 1) {
                throw refused("it contains another token", null);
            }
            return new TokenClaims(context.getJwtClaims().getClaimsMap());
        } catch (InvalidJwtException invalid) {
            if (invalid.getCause() instanceof GatewayException unavailable) {
                throw unavailable;
            }
            throw refused(reason(invalid), invalid);
        }
    }

    private JwtConsumer consumer() {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(keys)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT, rules.algorithms().toArray(String[]::new)))
                .setExpectedIssuer(true, rules.issuer())
                .setExpectedAudience(true, rules.audience().toArray(String[]::new))
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(Math.toIntExact(rules.leeway().toSeconds()))
                .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                .build();
    }

    private static String reason(InvalidJwtException invalid) {
        if (invalid.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "it has expired";
        }
        if (invalid.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "it is not valid yet";
        }
        if (invalid.hasErrorCode(ErrorCodes.ISSUER_INVALID) || invalid.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "its issuer (claim 'iss') is not the one that this gateway trusts";
        }
        if (invalid.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || invalid.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "it is for another audience (claim 'aud') than this gateway";
        }
        if (invalid.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return "it never expires (no claim 'exp')";
        }
        return "its signature, or its form, is not one that this gateway accepts";
    }

    private static GatewayException refused(String reason, @Nullable InvalidJwtException cause) {
        return new GatewayException(ErrorKind.INVALID_API_KEY, "The token is not accepted: " + reason + ".", cause);
    }
}
