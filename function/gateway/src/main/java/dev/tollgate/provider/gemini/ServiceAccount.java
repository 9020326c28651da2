package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.TokenExchange;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.UpstreamRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * A service account's key, exchanged for an access token by a statement signed with it
 * (https://developers.google.com/identity/protocols/oauth2/service-account#httprest, RFC 7523).
 */
final class ServiceAccount implements TokenExchange {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String TYPE = "service_account";
    private static final Duration LIFE = Duration.ofHours(1);

    private final String provider;
    private final Key key;

    private ServiceAccount(String provider, Key key) {
        this.provider = provider;
        this.key = key;
    }

    /** The key file's content, as the Google Cloud console gives it. */
    record Key(
            String type,
            @JsonProperty("private_key_id") String id,
            @JsonProperty("private_key") String pem,
            @JsonProperty("client_email") String email,
            @JsonProperty("token_uri") URI tokenUri) {

        boolean isComplete() {
            boolean reachable = tokenUri != null
                    && tokenUri.getHost() != null
                    && tokenUri.getScheme().startsWith("http");
            return TYPE.equals(type) && pem != null && email != null && reachable;
        }

        /** Never shows the key. */
        @Override
        public String toString() {
            return "Key[" + email + "]";
        }
    }

    /** A statement's header. */
    record Header(String alg, String typ, String kid) {}

    /** What it states; times are seconds since the epoch. */
    record Claims(String iss, String scope, String aud, long iat, long exp) {}

    /** What comes back. */
    record Granted(
            @JsonProperty("access_token") String token,
            @JsonProperty("expires_in") Long seconds) {

        /** Never shows the token. */
        @Override
        public String toString() {
            return "Granted[for " + seconds + " s]";
        }
    }

    /** Reads a key file. Its parts are never quoted, nor is a cause kept that might quote them. */
    static ServiceAccount of(String provider, String secret) {
        Key key;
        try {
            key = JsonCodec.mapper().readValue(secret, Key.class);
        } catch (JsonProcessingException notAKey) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + "'s secret is no service account's key.");
        }
        if (key == null || !key.isComplete()) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, provider + "'s secret is no complete key of a service account.");
        }
        return new ServiceAccount(provider, key);
    }

    @Override
    public UpstreamRequest request(Instant now) {
        String form = "grant_type=" + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion=" + assertion(now);
        return new UpstreamRequest(
                key.tokenUri(),
                Map.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json"),
                form.getBytes(StandardCharsets.UTF_8),
                false);
    }

    @Override
    public Token read(int status, byte[] body, Instant now) {
        if (status != 200) {
            // Google's words name the account.
            String code = UpstreamFailure.read(body).path("error").asText();
            throw refused("status " + status + (code.matches("[a-z_]{1,40}") ? ", " + code : ""));
        }
        Granted granted;
        try {
            granted = JsonCodec.mapper().readValue(body, Granted.class);
        } catch (IOException unreadable) {
            throw refused("its reply is not JSON");
        }
        if (granted == null || granted.token() == null || granted.seconds() == null) {
            throw refused("its reply has no token");
        }
        return new Token("Bearer " + granted.token(), now.plusSeconds(granted.seconds()));
    }

    private String assertion(Instant now) {
        long issued = now.getEpochSecond();
        Claims claims = new Claims(key.email(), SCOPE, key.tokenUri().toString(), issued, issued + LIFE.toSeconds());
        String statement = base64(json(new Header("RS256", "JWT", key.id()))) + "." + base64(json(claims));
        return statement + "." + base64(sign(statement.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] sign(byte[] statement) {
        try {
            String base64 = key.pem().replaceAll("-----[A-Z ]+-----|\\s", "");
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(spec));
            signature.update(statement);
            return signature.sign();
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, provider + "'s service account has a private key that cannot be used.");
        }
    }

    private GatewayException refused(String why) {
        return new GatewayException(
                ErrorKind.UPSTREAM_FAILED, provider + "'s service account got no access token: " + why + ".");
    }

    private static byte[] json(Object value) {
        try {
            return JsonCodec.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers can always be written", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
