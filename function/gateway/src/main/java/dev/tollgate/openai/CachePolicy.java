package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how the answers of an alias or a key are kept in the response cache.
 *
 * @param ttlSeconds how long an answer may be served
 * @param scope who shares it
 * @param maxBytes larger answers are not kept; counted before compression
 * @param chargeShare which share of the original charge a served answer costs, from 0 to 1
 * @param include which requests are cached although they are not plainly repeatable
 */
public record CachePolicy(
        @JsonProperty("ttl_seconds") long ttlSeconds,
        Scope scope,
        @JsonProperty("max_bytes") int maxBytes,
        @JsonProperty("charge_share") BigDecimal chargeShare,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Include> include) {

    /** The longest time that an answer may be served, 30 days. */
    public static final Duration LONGEST_TTL = Duration.ofDays(30);

    /** What is kept of an answer if the policy does not say so. */
    public static final int DEFAULT_MAX_BYTES = 256 * 1024;

    public CachePolicy {
        scope = scope == null ? Scope.KEY : scope;
        maxBytes = maxBytes == 0 ? DEFAULT_MAX_BYTES : maxBytes;
        chargeShare = chargeShare == null ? BigDecimal.ZERO : chargeShare;
        // Sorted, so that equal records always become the same JSON document.
        include = include == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(include));
    }

    /** How long an answer may be served. */
    public Duration ttl() {
        return Duration.ofSeconds(ttlSeconds);
    }

    /** Who shares an answer. */
    public enum Scope {
        /** Requests with the same key. */
        @JsonProperty("key")
        KEY,
        /** Requests of keys with the same tag {@code team}; of a key without one, only its own. */
        @JsonProperty("team")
        TEAM,
        /** All requests. */
        @JsonProperty("all")
        ALL;

        /** The scope of this name in {@code tollgate.yaml}. */
        public static Optional<Scope> named(String name) {
            return byName(values(), name);
        }
    }

    /** Requests that are not cached unless the policy names them. */
    public enum Include {
        /** Requests that offer tools: their calls may have side effects. */
        @JsonProperty("tools")
        TOOLS,
        /** Requests with {@code store: true}, which the provider is to keep. */
        @JsonProperty("store")
        STORE,
        /** Requests that contain audio or ask for it. */
        @JsonProperty("audio")
        AUDIO,
        /** Requests that search the web, where the answer depends on the day. */
        @JsonProperty("web_search")
        WEB_SEARCH;

        /** The kind of request of this name in {@code tollgate.yaml}. */
        public static Optional<Include> named(String name) {
            return byName(values(), name);
        }
    }

    private static <E extends Enum<E>> Optional<E> byName(E[] values, @Nullable String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
