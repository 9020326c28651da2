package dev.tollgate.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.config.TokenIssuerConfig;
import dev.tollgate.jwt.IssuerKeySet;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.UpstreamClient;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's key set, from its own server, cached for a while. Its URL is in the settings or in the issuer's discovery document
 * (https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig).
 */
@ApplicationScoped
public class RemoteKeySet implements IssuerKeySet {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int MAX_BYTES = 512 * 1024;

    private final TokenIssuerConfig config;
    private final UpstreamClient http;
    private final Clock clock;
    private final StaleWhileRevalidateCache<Document> keySet;

    RemoteKeySet(TokenIssuerConfig config, UpstreamClient http, Clock clock) {
        this.config = config;
        this.http = http;
        this.clock = clock;
        this.keySet = new StaleWhileRevalidateCache<>("the issuer's keys", config.freshKeys(), clock, this::read);
    }

    @Override
    public Document current() {
        return keySet.get();
    }

    @Override
    public Document youngerThan(Duration age) {
        return keySet.youngerThan(age);
    }

    private Document read() {
        URI url = config.jwksUrl()
                .flatMap(UrlParser::http)
                .orElseGet(() -> discovered(config.issuer().orElseThrow()));
        String json = text(url);
        if (!tree(json, url).path("keys").isArray()) {
            throw unavailable(url + " is no key set", null);
        }
        return new Document(json);
    }

    /** The document must be the issuer's own: otherwise another one could speak for it. */
    private URI discovered(String issuer) {
        URI url = UrlParser.httpBase(issuer)
                .map(base -> UrlParser.append(base, DISCOVERY))
                .orElseThrow();
        JsonNode document = tree(text(url), url);
        if (!issuer.equals(document.path("issuer").asText())) {
            throw unavailable(url + " is the document of another issuer", null);
        }
        return Optional.of(document.path("jwks_uri").asText())
                .flatMap(UrlParser::http)
                .filter(keys -> "https".equalsIgnoreCase(keys.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
                .orElseThrow(() -> unavailable(url + " has no jwks_uri with https", null));
    }

    private String text(URI url) {
        try (UpstreamExchange exchange =
                http.send(UpstreamRequest.bodiless("GET", url, Map.of("accept", "application/json")))) {
            int status = exchange.head(config.timeout(), clock).status();
            byte[] body = exchange.rest(clock.instant().plus(config.timeout()), clock, MAX_BYTES);
            if (status != 200) {
                throw unavailable(url + " answers with status " + status, null);
            }
            return new String(body, StandardCharsets.UTF_8);
        } catch (GatewayException failed) {
            throw failed.kind() == ErrorKind.ISSUER_UNAVAILABLE
                    ? failed
                    : unavailable(url + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static JsonNode tree(String json, URI url) {
        try {
            return DocumentCodec.tree(json);
        } catch (JsonProcessingException notJson) {
            throw unavailable(url + " is not JSON", notJson);
        }
    }

    private static GatewayException unavailable(String reason, @Nullable Exception cause) {
        return new GatewayException(
                        ErrorKind.ISSUER_UNAVAILABLE,
                        "Tokens cannot be verified now, because the issuer's keys cannot be read.",
                        new IllegalStateException(reason, cause))
                .retryAfter(StoreCall.WAIT);
    }
}
