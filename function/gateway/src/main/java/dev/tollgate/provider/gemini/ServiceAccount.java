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
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a service account's key for an access token, with a JSON Web Token that the key signs
 * (https://developers.google.com/identity/protocols/oauth2/service-account#httprest, RFC 7523).
 */
final class ServiceAccount implements TokenExchange {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String TYPE = "service_account";
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final String provider;
    private final @Nullable String keyId;
    private final String pem;
    private final String email;
    private final URI tokenUri;

    private ServiceAccount(String provider, @Nullable String keyId, String pem, String email, URI tokenUri) {
        this.provider = provider;
        this.keyId = keyId;
        this.pem = pem;
        this.email = email;
        this.tokenUri = tokenUri;
    }

    /** The content of a key file from the Google Cloud console. */
    record KeyFile(
            @Nullable String type,
            @JsonProperty("private_key_id") @Nullable String id,
            @JsonProperty("private_key") @Nullable String pem,
            @JsonProperty("client_email") @Nullable String email,
            @JsonProperty("token_uri") @Nullable URI tokenUri) {
        /** Leaves out the key. */
        @Override
        public String toString() {
            return "KeyFile[" + email + "]";
        }
    }

    /** The header of the signed token. */
    record Header(String alg, String typ, @Nullable String kid) {}

    /** The claims of the signed token. Times are seconds since the epoch. */
    record Claims(String iss, String scope, String aud, long iat, long exp) {}

    /** The reply with the access token. */
    record TokenReply(
            @JsonProperty("access_token") @Nullable String token,
            @JsonProperty("expires_in") @Nullable Long seconds) {
        /** Leaves out the token. */
        @Override
        public String toString() {
            return "TokenReply[for " + seconds + " s]";
        }
    }

    /** Reads a key file. Errors neither quote it nor keep a cause that might quote it. */
    static ServiceAccount of(String provider, String secret) {
        KeyFile file;
        try {
            file = JsonCodec.mapper().readValue(secret, KeyFile.class);
        } catch (JsonProcessingException notAKey) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + "'s secret is not a service account key.");
        }
        if (file == null
                || !TYPE.equals(file.type())
                || file.pem() == null
                || file.email() == null
                || file.tokenUri() == null
                || !isHttp(file.tokenUri())) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, provider + "'s secret is not a complete service account key.");
        }
        return new ServiceAccount(provider, file.id(), file.pem(), file.email(), file.tokenUri());
    }

    private static boolean isHttp(URI uri) {
        return uri.getHost() != null
                && uri.getScheme() != null
                && uri.getScheme().startsWith("http");
    }

    @Override
    public UpstreamRequest request(Instant now) {
        String form = "grant_type=" + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion=" + assertion(now);
        return new UpstreamRequest(
                tokenUri,
                Map.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json"),
                form.getBytes(StandardCharsets.UTF_8),
                false);
    }

    @Override
    public Token read(int status, byte[] body, Instant now) {
        if (status != 200) {
            // Google's message names the account.
            String code = UpstreamFailure.read(body).path("error").asText();
            throw refused("status " + status + (code.matches("[a-z_]{1,40}") ? ", " + code : ""));
        }
        TokenReply reply;
        try {
            reply = JsonCodec.mapper().readValue(body, TokenReply.class);
        } catch (IOException unreadable) {
            throw refused("its reply is not JSON");
        }
        if (reply == null || reply.token() == null || reply.seconds() == null) {
            throw refused("its reply has no token");
        }
        return new Token("Bearer " + reply.token(), now.plusSeconds(reply.seconds()));
    }

    private String assertion(Instant now) {
        long issued = now.getEpochSecond();
        Claims claims = new Claims(email, SCOPE, tokenUri.toString(), issued, issued + LIFETIME.toSeconds());
        String unsigned = base64(json(new Header("RS256", "JWT", keyId))) + "." + base64(json(claims));
        return unsigned + "." + base64(sign(unsigned.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] sign(byte[] unsigned) {
        try {
            String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(spec));
            signature.update(unsigned);
            return signature.sign();
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, provider + "'s service account has an unusable private key.");
        }
    }

    private GatewayException refused(String reason) {
        return new GatewayException(
                ErrorKind.UPSTREAM_FAILED, provider + "'s service account got no access token: " + reason + ".");
    }

    private static byte[] json(Object value) {
        try {
            return JsonCodec.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a token as JSON", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
