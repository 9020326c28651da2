package dev.tollgate.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.jwt.IssuerKeySet;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.ShortReply;
import dev.tollgate.provider.UpstreamClient;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of tokens: its key set and its discovery document
 * (https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig), from its own server, cached for a while.
 */
public final class RemoteIssuer implements IssuerKeySet {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int MAX_BYTES = 512 * 1024;

    private final Place place;
    private final UpstreamClient http;
    private final StaleWhileRevalidateCache<Document> keySet;
    private final StaleWhileRevalidateCache<JsonNode> metadata;

    /** Reads nothing yet. */
    public RemoteIssuer(Place place, UpstreamClient http, Clock clock) {
        this.place = place;
        this.http = http;
        this.keySet = new StaleWhileRevalidateCache<>("the issuer's keys", place.fresh(), clock, this::readKeys);
        this.metadata = new StaleWhileRevalidateCache<>("the issuer's document", place.fresh(), clock, this::discover);
    }

    /**
     * Where an issuer is.
     *
     * @param issuer its URL, as in the claim {@code iss}
     * @param jwksUrl where its keys are; empty if its discovery document says so
     * @param fresh how long its documents are used before they are read again
     * @param timeout the longest time for each of them
     */
    public record Place(String issuer, Optional<String> jwksUrl, Duration fresh, Duration timeout) {}

    @Override
    public Document current() {
        return keySet.get();
    }

    @Override
    public Document youngerThan(Duration age) {
        return keySet.youngerThan(age);
    }

    /**
     * One of its endpoints, such as {@code token_endpoint}; empty if it has none.
     *
     * @throws GatewayException {@code ISSUER_UNAVAILABLE} if its document could never be read
     */
    public Optional<URI> endpoint(String name) {
        return UrlParser.http(metadata.get().path(name).asText())
                // What the issuer protects must not leave for a place that it does not protect.
                .filter(url -> "https".equalsIgnoreCase(url.getScheme())
                        || place.issuer().startsWith("http:"));
    }

    private Document readKeys() {
        URI url = place.jwksUrl()
                .flatMap(UrlParser::http)
                .or(() -> endpoint("jwks_uri"))
                .orElseThrow(() -> unavailable(place.issuer() + " names no jwks_uri with https", null));
        String json = text(url);
        if (!tree(json, url).path("keys").isArray()) {
            throw unavailable(url + " is no key set", null);
        }
        return new Document(json);
    }

    /** The document must be the issuer's own: otherwise another one could speak for it. */
    private JsonNode discover() {
        URI url = UrlParser.httpBase(place.issuer())
                .map(base -> UrlParser.append(base, DISCOVERY))
                .orElseThrow(() -> unavailable(place.issuer() + " is no URL", null));
        JsonNode document = tree(text(url), url);
        if (!place.issuer().equals(document.path("issuer").asText())) {
            throw unavailable(url + " is the document of another issuer", null);
        }
        return document;
    }

    private String text(URI url) {
        ShortReply reply = fetch(UpstreamRequest.bodiless("GET", url, Map.of("accept", "application/json")));
        if (reply.status() != 200) {
            throw unavailable(url + " answers with status " + reply.status(), null);
        }
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private ShortReply fetch(UpstreamRequest request) {
        try {
            return http.fetch(request, place.timeout(), MAX_BYTES);
        } catch (GatewayException failed) {
            throw unavailable(request.uri() + " cannot be read: " + failed.getMessage(), failed);
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
