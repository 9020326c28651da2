package dev.tollgate.cli.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.oidc.FormText;
import dev.tollgate.cli.login.ProfileLogin.ProviderLogin;
import dev.tollgate.http.HttpReply;
import dev.tollgate.parse.UrlParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An identity provider, as a public client uses it: its endpoints, and the tokens that it gives
 * (https://openid.net/specs/openid-connect-core-1_0.html#TokenEndpoint).
 */
final class TokenIssuer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DOT = Pattern.compile("\\.");

    private final String issuer;
    private final String clientId;
    private final HttpCalls http;
    private final JsonNode metadata;

    private TokenIssuer(String issuer, String clientId, HttpCalls http, JsonNode metadata) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.http = http;
        this.metadata = metadata;
    }

    /** Reads what an issuer says about itself. The document must be its own: otherwise another one could speak for it. */
    static TokenIssuer discover(String issuer, String clientId, HttpCalls http) {
        URI place = UrlParser.httpBase(issuer)
                .map(base -> UrlParser.append(base, "/.well-known/openid-configuration"))
                .orElseThrow(() -> wrong(issuer + " is no URL."));
        HttpReply reply = http.send("GET", place, Map.of(), new byte[0]);
        JsonNode document = json(reply);
        if (reply.status() != 200 || !document.path("issuer").asText().equals(issuer)) {
            throw wrong(place + " is not the document of " + issuer + ".");
        }
        return new TokenIssuer(issuer, clientId, http, document);
    }

    /** An endpoint, such as {@code authorization_endpoint}, if it has it. What the issuer protects must not leave for a place without TLS. */
    Optional<URI> endpoint(String name) {
        return UrlParser.http(metadata.path(name).textValue())
                .filter(url -> "https".equalsIgnoreCase(url.getScheme()) || issuer.startsWith("http:"));
    }

    URI require(String name) {
        return endpoint(name).orElseThrow(() -> wrong(issuer + " has no " + name + "."));
    }

    String clientId() {
        return clientId;
    }

    /** Whether it is one that gives tokens for a device without a browser. */
    boolean knowsDevices() {
        return endpoint(DeviceLogin.ENDPOINT).isPresent();
    }

    /** Exchanges what a grant needs for tokens. The answer may be a refusal: see its field {@code error}. */
    JsonNode request(String endpoint, Map<String, String> grant) {
        Map<String, String> form = new HashMap<>(grant);
        form.put("client_id", clientId);
        byte[] body = FormText.of(form).getBytes(StandardCharsets.US_ASCII);
        HttpReply reply =
                http.send("POST", require(endpoint), Map.of("content-type", "application/x-www-form-urlencoded"), body);
        JsonNode answer = json(reply);
        if (reply.status() != 200 && !answer.path("error").isTextual()) {
            throw wrong(issuer + " answers with status " + reply.status() + ".");
        }
        return answer;
    }

    /** The login of these tokens. Throws {@link AdminException} if the provider has refused. */
    ProviderLogin login(JsonNode answer) {
        if (answer.has("error")) {
            throw wrong(issuer + " refuses the login: "
                    + answer.path("error_description")
                            .asText(answer.path("error").asText()) + ".");
        }
        String token = answer.path("id_token").asText();
        if (token.isEmpty()) {
            throw wrong(issuer + " gave no id token. The scopes must have openid.");
        }
        return new ProviderLogin(
                issuer, clientId, token, answer.path("refresh_token").textValue(), end(token));
    }

    /**
     * A new login of an old one; empty if the provider does not renew it.
     *
     * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#RefreshTokens">refresh tokens</a>
     */
    Optional<ProviderLogin> renewed(ProviderLogin old) {
        if (old.refreshToken() == null) {
            return Optional.empty();
        }
        JsonNode answer =
                request("token_endpoint", Map.of("grant_type", "refresh_token", "refresh_token", old.refreshToken()));
        if (!answer.path("id_token").isTextual()) {
            return Optional.empty();
        }
        ProviderLogin login = login(answer);
        // A provider that does not change its refresh tokens need not repeat them.
        String refreshToken = login.refreshToken() == null ? old.refreshToken() : login.refreshToken();
        return Optional.of(new ProviderLogin(issuer, clientId, login.idToken(), refreshToken, login.expires()));
    }

    /** Ends a login at the provider, if it has a place for that (https://www.rfc-editor.org/rfc/rfc7009). */
    void revoke(ProviderLogin login) {
        if (login.refreshToken() != null && endpoint("revocation_endpoint").isPresent()) {
            byte[] body = FormText.of(Map.of("client_id", clientId, "token", login.refreshToken()))
                    .getBytes(StandardCharsets.US_ASCII);
            http.send(
                    "POST",
                    require("revocation_endpoint"),
                    Map.of("content-type", "application/x-www-form-urlencoded"),
                    body);
        }
    }

    /** When a token expires. The gateway verifies it; here it only says when to renew it. */
    private static Instant end(String token) {
        List<String> parts = DOT.splitAsStream(token).toList();
        try {
            byte[] claims = parts.size() == 3 ? Base64.getUrlDecoder().decode(parts.get(1)) : new byte[0];
            long seconds = JSON.readTree(new String(claims, StandardCharsets.UTF_8))
                    .path("exp")
                    .asLong();
            return Instant.ofEpochSecond(seconds);
        } catch (IllegalArgumentException | JsonProcessingException unreadable) {
            throw wrong("The identity provider's id token cannot be read.");
        }
    }

    private static JsonNode json(HttpReply reply) {
        try {
            return JSON.readTree(reply.text());
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static AdminException wrong(String message) {
        return new AdminException(AdminErrorKind.INVALID_TOKEN, message);
    }
}
