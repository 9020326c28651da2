package dev.tollgate.admin.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.jwt.IssuerRules;
import dev.tollgate.jwt.JwtVerifier;
import dev.tollgate.jwt.TokenClaims;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.SecretResolver;
import dev.tollgate.provider.ShortReply;
import dev.tollgate.provider.UpstreamClient;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.store.RemoteIssuer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The identity provider: its endpoints, and what its tokens say. It is called only when somebody logs in. */
final class OidcProvider {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 256 * 1024;

    private final RemoteIssuer issuer;
    private final String clientId;
    private final Optional<SecretSetting> clientSecret;
    private final JwtVerifier identityTokens;
    private final JwtVerifier accessTokens;
    private final UpstreamClient http;

    /** Throws IllegalArgumentException if settings are missing, or no URLs. */
    OidcProvider(String issuerUrl, OidcSettings settings, UpstreamClient http, SecretResolver secrets, Clock clock) {
        this.clientId = settings.clientId()
                .orElseThrow(() -> new IllegalArgumentException(
                        OidcSettings.ISSUER + " is set, but TOLLGATE_ADMIN_OIDC_CLIENT_ID is not."));
        this.clientSecret = settings.clientSecret().map(text -> new SecretSetting(text, secrets));
        this.issuer =
                new RemoteIssuer(new RemoteIssuer.Place(issuerUrl, Optional.empty(), FRESH, TIMEOUT), http, clock);
        this.identityTokens =
                new JwtVerifier(IssuerRules.usual(OidcSettings.ISSUER, issuerUrl, Set.of(clientId)), issuer, clock);
        this.accessTokens =
                new JwtVerifier(IssuerRules.usual(OidcSettings.ISSUER, issuerUrl, audiences(settings)), issuer, clock);
        this.http = http;
    }

    /** What programs' tokens are for; those that the command line gets are for its own client. */
    private Set<String> audiences(OidcSettings settings) {
        Set<String> audiences = new HashSet<>(settings.audience().orElse(Set.of(clientId)));
        settings.commandLineClient().ifPresent(audiences::add);
        return audiences;
    }

    String clientId() {
        return clientId;
    }

    /** Where browsers log in. */
    URI authorization() {
        return endpoint("authorization_endpoint");
    }

    /** Where browsers log out of the provider, too, if it has such a place. */
    Optional<URI> endOfSession() {
        return issuer.endpoint("end_session_endpoint");
    }

    /**
     * What a program's token says.
     *
     * @throws AdminException if it is not for this server
     */
    TokenClaims access(String token) {
        return verified(accessTokens, token);
    }

    /**
     * Exchanges the code of a login for what it says about the administrator
     * (https://openid.net/specs/openid-connect-core-1_0.html#TokenEndpoint).
     *
     * @throws AdminException if the provider refuses it
     */
    TokenClaims identity(String code, String redirect, String proof) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", redirect, "code_verifier", proof));
        Map<String, String> headers = new HashMap<>(
                Map.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json"));
        clientSecret.ifPresentOrElse(
                secret -> headers.put("authorization", basic(secret)), () -> form.put("client_id", clientId));
        JsonNode answer = post(new UpstreamRequest(
                endpoint("token_endpoint"), headers, FormText.of(form).getBytes(StandardCharsets.US_ASCII), false));
        TokenClaims claims = verified(identityTokens, answer.path("id_token").asText());
        // https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
        if (!claims.texts("azp").stream().allMatch(clientId::equals)) {
            throw new AdminException(AdminErrorKind.INVALID_TOKEN, "The provider's token is for another client.");
        }
        return claims;
    }

    private static TokenClaims verified(JwtVerifier verifier, String token) {
        try {
            return verifier.verified(token);
        } catch (GatewayException refused) {
            if (refused.kind() == ErrorKind.INVALID_API_KEY) {
                throw new AdminException(AdminErrorKind.INVALID_TOKEN, String.valueOf(refused.getMessage()), refused);
            }
            throw refused;
        }
    }

    private URI endpoint(String name) {
        return issuer.endpoint(name)
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.ISSUER_UNAVAILABLE, "The identity provider has no " + name + "."));
    }

    private JsonNode post(UpstreamRequest request) {
        ShortReply reply = http.fetch(request, TIMEOUT, MAX_BYTES);
        if (reply.status() != 200) {
            throw new AdminException(
                    AdminErrorKind.INVALID_TOKEN,
                    "The identity provider refused the login with status " + reply.status() + ". Please try again.");
        }
        try {
            return JsonCodec.mapper().readTree(new String(reply.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException notJson) {
            throw new AdminException(
                    AdminErrorKind.INVALID_TOKEN,
                    "The identity provider answered with something else than JSON.",
                    notJson);
        }
    }

    /** Both parts are form-encoded first (https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1). */
    private String basic(SecretSetting secret) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((FormText.of(clientId) + ":" + FormText.of(secret.value()))
                                .getBytes(StandardCharsets.US_ASCII));
    }
}
