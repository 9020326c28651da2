package dev.tollgate.responsecache;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.call.CallContext;
import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.CacheableRequest;
import dev.tollgate.openai.CanonicalDigest;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Route;
import dev.tollgate.route.Router;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes keys of requests. Everything that may shape an answer is in a key: who may share it, the request, the configuration behind it,
 * and what the client and its key demand of targets.
 */
final class CacheKeys {
    /** Part of each key: after a change of what is kept, or how, older answers are not found. */
    private static final int VERSION = 1;

    /** The only forwarded header that does not choose a feature: it names the client's request. */
    private static final String CLIENT_REQUEST_ID = "X-Client-Request-Id";

    private final Router router;
    private final ContentPolicies policies;

    CacheKeys(Router router, ContentPolicies policies) {
        this.router = router;
        this.policies = policies;
    }

    /** The key of a call's request, in which policies have masked what they mask. */
    CacheKey of(CallContext<?> context, Route route, CachePolicy policy) {
        ApiKey key = context.key();
        CanonicalDigest digest = new CanonicalDigest()
                .add("version", VERSION)
                .add("scope", scope(key, policy.scope()))
                .add("api", api(context.request()));
        CacheableRequest.addTo(digest, context.request());
        context.nativeRequest().ifPresent(sent -> CacheableRequest.addTo(digest, sent));
        router.definition(route).addTo(digest);
        digest.add("policies", definitions(route, key))
                .add("require", key.require())
                .add("drop", String.valueOf(key.dropUnsupported()))
                .add("preference", context.preference())
                .add("features", features(context));
        return new CacheKey(digest.hex());
    }

    /** A key without a team shares with nobody: it is in a team of its own. */
    private static String scope(ApiKey key, CachePolicy.Scope scope) {
        String alone = "key " + key.id();
        return switch (scope) {
            case KEY -> alone;
            case TEAM -> key.team().map(team -> "team " + team).orElse(alone);
            case ALL -> "all";
        };
    }

    /** {@code /v1/completions} is a chat in other words: the model receives the same. */
    private static String api(ModelRequest request) {
        return switch (request) {
            case ChatRequest _ -> "chat";
            case EmbeddingRequest _ -> "embeddings";
            case MediaRequest media -> media.endpoint().path();
        };
    }

    private Map<String, ContentPolicy> definitions(Route route, ApiKey key) {
        Map<String, ContentPolicy> all = policies.current();
        Map<String, ContentPolicy> inForce = new TreeMap<>();
        Stream.concat(route.content().policies().stream(), key.content().policies().stream())
                .forEach(name -> inForce.put(name, Objects.requireNonNull(all.get(name), name)));
        return inForce;
    }

    private static Map<String, String> features(CallContext<?> context) {
        Map<String, String> features = new TreeMap<>(context.forwardedHeaders());
        features.remove(CLIENT_REQUEST_ID);
        return features;
    }
}
