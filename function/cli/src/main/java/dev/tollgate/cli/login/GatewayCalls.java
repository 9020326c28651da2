package dev.tollgate.cli.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.cli.login.ProfileLogin.AwsSignature;
import dev.tollgate.cli.login.ProfileLogin.FixedToken;
import dev.tollgate.cli.login.ProfileLogin.ProviderLogin;
import dev.tollgate.http.HttpReply;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.store.ApiRequestSigner;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sends requests to the admin API of a gateway, with the login of a profile. */
@Singleton
public final class GatewayCalls {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A token that expires on the way is of no use. */
    private static final Duration SPARE = Duration.ofSeconds(30);

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final HttpCalls http;
    private final ProfileFile file;
    private final RequestSigner signer;
    private final Clock clock;

    @Inject
    GatewayCalls(HttpCalls http, ProfileFile file, ApiRequestSigner signer, Clock clock) {
        this(http, file, signer::headers, clock);
    }

    GatewayCalls(HttpCalls http, ProfileFile file, RequestSigner signer, Clock clock) {
        this.http = http;
        this.file = file;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * What everybody may read; nothing if the gateway refuses it.
     *
     * @throws AdminException if the gateway has no TLS: what it answers decides where a login goes
     */
    JsonNode open(URI gateway, String path) {
        requireTls(gateway);
        HttpReply reply = http.send("GET", UrlParser.append(gateway, path), Map.of(), new byte[0]);
        return reply.accepted() ? tree(reply) : MissingNode.getInstance();
    }

    /**
     * Sends a request.
     *
     * @param path below the gateway's address, with its query
     * @throws AdminException if the gateway refuses it, or if a secret would travel there for everybody to read
     */
    public HttpReply send(
            GatewayProfile profile, String method, String path, Map<String, String> headers, byte[] body) {
        requireTls(profile.url());
        String whole = profile.login() instanceof AwsSignature signature
                ? signature.service().path() + path
                : path;
        URI uri = UrlParser.append(profile.url(), whole);
        HttpReply reply = http.send(method, uri, signed(profile, method, uri, headers, body), body);
        if (!reply.accepted()) {
            throw refused(profile, reply);
        }
        return reply;
    }

    private static void requireTls(URI gateway) {
        if (!"https".equalsIgnoreCase(gateway.getScheme()) && !LOOPBACK.contains(String.valueOf(gateway.getHost()))) {
            throw new AdminException(
                    AdminErrorKind.INVALID_VALUE,
                    gateway + " has no TLS: everybody on the way could read your login. Use its https address.");
        }
    }

    private Map<String, String> signed(
            GatewayProfile profile, String method, URI uri, Map<String, String> headers, byte[] body) {
        return switch (fresh(profile).login()) {
            case FixedToken(String token) -> withToken(headers, token);
            case ProviderLogin login -> withToken(headers, login.idToken());
            case AwsSignature(SignedService service, String region) ->
                signer.headers(method, uri, headers, body, service.scope(region));
        };
    }

    private static Map<String, String> withToken(Map<String, String> headers, String token) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("authorization", "Bearer " + token);
        return all;
    }

    private GatewayProfile fresh(GatewayProfile profile) {
        return isFresh(profile)
                ? profile
                : file.renew(profile.name(), known -> isFresh(known) ? known : renewed(known));
    }

    private boolean isFresh(GatewayProfile profile) {
        return !(profile.login() instanceof ProviderLogin login)
                || clock.instant().plus(SPARE).isBefore(login.expires());
    }

    private GatewayProfile renewed(GatewayProfile profile) {
        return profile.login() instanceof ProviderLogin login
                ? TokenIssuer.discover(login.issuer(), login.clientId(), http)
                        .renewed(login)
                        .map(profile::with)
                        .orElseThrow(() -> expired(profile))
                : profile;
    }

    private static AdminException expired(GatewayProfile profile) {
        return new AdminException(
                AdminErrorKind.INVALID_TOKEN, "Your login at " + profile.url() + " has expired. " + again(profile));
    }

    private static String again(GatewayProfile profile) {
        return profile.name().isEmpty()
                ? "The token is that of TOLLGATE_CLI_TOKEN."
                : "`tollgate login --profile " + profile.name() + "` logs you in again.";
    }

    private static AdminException refused(GatewayProfile profile, HttpReply reply) {
        JsonNode error = tree(reply).path("error");
        String message =
                error.path("message").asText(tree(reply).path("message").asText());
        AdminErrorKind kind = Stream.of(AdminErrorKind.values())
                .filter(known -> known.status() == reply.status())
                .findFirst()
                .orElse(AdminErrorKind.CONFLICT);
        String text = message.isEmpty()
                ? profile.url() + " answers with status " + reply.status() + "."
                : kind == AdminErrorKind.INVALID_TOKEN ? message + " " + again(profile) : message;
        AdminException refused = new AdminException(kind, text);
        return Optional.ofNullable(error.path("param").textValue())
                .map(refused::of)
                .orElse(refused);
    }

    /** What a reply has; nothing if it is no JSON. */
    public static JsonNode tree(HttpReply reply) {
        try {
            return JSON.readTree(reply.text());
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
