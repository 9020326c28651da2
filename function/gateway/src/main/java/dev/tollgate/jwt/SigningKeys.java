package dev.tollgate.jwt;

import java.security.Key;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the issuer's key that a token names. The token's own header may hold or refer to keys, too ({@code jwk}, {@code jku},
 * {@code x5c}); they count for nothing.
 */
final class SigningKeys implements VerificationKeyResolver {
    /** How often tokens with unknown keys, which anybody can make, may have the key set read again. */
    private static final Duration BETWEEN_READS = Duration.ofSeconds(30);

    private final IssuerKeySet keySet;
    private volatile @Nullable ParsedKeys parsed;

    SigningKeys(IssuerKeySet keySet) {
        this.keySet = keySet;
    }

    private record ParsedKeys(IssuerKeySet.Document document, List<JsonWebKey> keys) {}

    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nested) throws UnresolvableKeyException {
        try {
            // Throws if the algorithm is not permitted, before any key is looked for.
            token.getAlgorithm();
            JsonWebKey key = select(token, keySet.current());
            if (key == null) {
                key = select(token, keySet.youngerThan(BETWEEN_READS));
            }
            if (key == null) {
                throw new UnresolvableKeyException("the issuer has no such key");
            }
            return key.getKey();
        } catch (UnresolvableKeyException unknown) {
            throw unknown;
        } catch (JoseException invalid) {
            throw new UnresolvableKeyException("no key can verify this", invalid);
        }
    }

    private @Nullable JsonWebKey select(JsonWebSignature token, IssuerKeySet.Document document) throws JoseException {
        return new VerificationJwkSelector().selectWithVerifySignatureDisambiguate(token, keys(document));
    }

    /** An issuer's key of a kind that the library does not know is left out by it. */
    private List<JsonWebKey> keys(IssuerKeySet.Document document) throws JoseException {
        ParsedKeys known = parsed;
        if (known == null || !known.document().equals(document)) {
            known = new ParsedKeys(document, new JsonWebKeySet(document.json()).getJsonWebKeys());
            parsed = known;
        }
        return known.keys();
    }
}
