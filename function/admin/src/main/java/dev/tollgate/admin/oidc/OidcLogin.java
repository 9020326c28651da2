package dev.tollgate.admin.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.ServerAddress;
import dev.tollgate.auth.RandomSecret;
import dev.tollgate.auth.Teams;
import dev.tollgate.jwt.TokenClaims;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.SecretResolver;
import dev.tollgate.provider.UpstreamClient;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The login of a browser: the code flow with PKCE, {@code state} and {@code nonce}
 * (https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth). The server keeps nothing between its steps: what it must know
 * later is sealed in cookies.
 */
@Singleton
public final class OidcLogin {
    private static final Logger LOG = Logger.getLogger(OidcLogin.class);

    static final String CALLBACK = "/admin/v1/login/oidc/callback";

    /** How long somebody may take to log in at the provider. */
    static final Duration LONGEST_LOGIN = Duration.ofMinutes(10);

    private static final String LOGIN = "login";
    static final String HOME = "/console/index.html";
    private static final Pattern PAGE = Pattern.compile("/console/[\\w/?&=.,:#%~-]{0,1000}");

    private final Optional<OidcProvider> provider;
    private final RoleMapping roles;
    private final OidcSessions sessions;
    private final SealedJson seal;
    private final OidcSettings settings;
    private final Clock clock;

    OidcLogin(OidcSettings settings, Teams teams, UpstreamClient http, SecretResolver secrets, Clock clock) {
        this.provider = settings.issuer().map(issuer -> new OidcProvider(issuer, settings, http, secrets, clock));
        this.roles = new RoleMapping(settings, teams);
        this.seal = new SealedJson(settings.sessionSecret().map(text -> new SecretSetting(text, secrets)));
        this.sessions = new OidcSessions(seal, clock);
        this.settings = settings;
        this.clock = clock;
    }

    /** A step of a login: where the browser goes next, and the sealed text that it keeps. */
    record Step(URI next, String kept) {}

    /** Where browsers log in, and what the command line needs for its own login at the provider. */
    Map<String, String> instructions() {
        Map<String, String> known =
                new HashMap<>(Map.of("login_url", "/admin/v1/login/oidc", "logout_url", "/admin/v1/logout"));
        settings.commandLineClient().ifPresent(client -> {
            known.put("issuer", settings.issuer().orElseThrow());
            known.put("client_id", client);
            known.put("scopes", settings.cliScopes());
            settings.cliRedirect().ifPresent(address -> known.put("redirect_uri", address));
        });
        return known;
    }

    /** Scheme and host at which browsers see this server; with what precedes {@code /admin} if a setting says so. */
    String origin(HttpServerRequest request) {
        return settings.url().map(URI::toString).orElseGet(() -> ServerAddress.origin(request));
    }

    /** Whether there is a provider. */
    boolean configured() {
        return provider.isPresent();
    }

    /**
     * Sends a browser to the provider.
     *
     * @param server the address at which it sees this server
     * @param page where in the console it wants to go afterwards
     */
    Step begin(String server, Optional<String> page) {
        OidcProvider known = provider();
        ObjectNode login = JsonNodeFactory.instance
                .objectNode()
                .put("state", RandomSecret.text())
                .put("nonce", RandomSecret.text())
                .put("proof", RandomSecret.text())
                .put("page", page.filter(PAGE.asMatchPredicate()).orElse(HOME))
                .put("until", clock.instant().plus(LONGEST_LOGIN).getEpochSecond());
        String query = FormText.of(Map.of(
                "response_type", "code",
                "client_id", known.clientId(),
                "redirect_uri", server + CALLBACK,
                "scope", settings.scopes(),
                "state", login.path("state").asText(),
                "nonce", login.path("nonce").asText(),
                "code_challenge", CodeChallenge.of(login.path("proof").asText()),
                "code_challenge_method", "S256"));
        String place = known.authorization().toString();
        return new Step(URI.create(place + (place.contains("?") ? "&" : "?") + query), seal.seal(LOGIN, login));
    }

    /**
     * Ends a login whose browser comes back.
     *
     * @param query what the provider sent with it
     * @param kept what the browser kept of {@link #begin}
     * @throws AdminException if it is not the browser that began, or if the provider or the settings refuse it
     */
    Step complete(String server, Map<String, String> query, Optional<String> kept) {
        JsonNode login = kept.flatMap(text -> seal.open(LOGIN, text))
                .filter(known -> known.path("until").asLong() > clock.instant().getEpochSecond())
                .filter(known -> same(known.path("state").asText(), query.getOrDefault("state", "")))
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.INVALID_TOKEN,
                        "This login did not begin here, or took too long. Please try again."));
        String code = Optional.ofNullable(query.get("code"))
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.LOGIN_CANCELLED, "The identity provider did not log you in. Please try again."));
        TokenClaims claims =
                provider().identity(code, server + CALLBACK, login.path("proof").asText());
        if (!claims.texts("nonce").equals(List.of(login.path("nonce").asText()))) {
            throw new AdminException(AdminErrorKind.INVALID_TOKEN, "The provider's token is of another login.");
        }
        Instant end = clock.instant().plus(settings.session());
        return new Step(URI.create(login.path("page").asText()), sessions.seal(roles.administrator(claims), end));
    }

    /** Where a browser goes whose session has ended: to the provider's own end of the session, or else to the console. */
    URI endOfSession(String server) {
        String home = server + HOME;
        return provider.flatMap(known -> endOfSession(known)
                        .map(place -> URI.create(place + "?"
                                + FormText.of(Map.of(
                                        "client_id",
                                        known.clientId(),
                                        "post_logout_redirect_uri",
                                        home,
                                        // Cognito's name of it
                                        // (https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html).
                                        "logout_uri",
                                        home)))))
                .orElseGet(() -> URI.create(home));
    }

    /** A provider that does not respond must not keep anybody logged in here. */
    private static Optional<String> endOfSession(OidcProvider provider) {
        try {
            return provider.endOfSession().map(String::valueOf);
        } catch (GatewayException | AdminException unknown) {
            LOG.warn("the identity provider did not say where its sessions end", unknown);
            return Optional.empty();
        }
    }

    /** The administrator of a session; empty if it has ended, or was not sealed here. */
    Optional<Administrator> session(String sealed) {
        return sessions.open(sealed);
    }

    /** The administrator of a program's token. */
    Administrator program(String token) {
        return roles.administrator(provider().access(token));
    }

    private OidcProvider provider() {
        return provider.orElseThrow(
                () -> new AdminException(AdminErrorKind.NOT_FOUND, "Nobody logs in here with OpenID Connect."));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
