package dev.tollgate.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * The rates that a key is allowed, or of a key one model. A null limit is none.
 *
 * @param requestsPerMinute in any 60 seconds
 * @param tokensPerMinute prompt and completion tokens in any 60 seconds
 * @param concurrent requests under way at the same time
 * @param shards how many counters they are split into; null for one, as most are
 * @param models rates of single models beside these, by the name that callers ask for; models have none below them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyRateLimits(
        @JsonProperty("requests_per_minute") Long requestsPerMinute,
        @JsonProperty("tokens_per_minute") Long tokensPerMinute,
        Long concurrent,
        Integer shards,
        Map<String, KeyRateLimits> models) {

    /** No limit at all. */
    public static final KeyRateLimits UNLIMITED = new KeyRateLimits(null, null, null);

    public KeyRateLimits {
        shards = shards == null || shards == 1 ? null : shards;
        models = models == null ? Map.of() : Map.copyOf(models);
        int least = shards == null ? 1 : shards;
        requireAtLeast(1, "shards", (long) least);
        requireAtLeast(least, "requests_per_minute", requestsPerMinute);
        requireAtLeast(least, "tokens_per_minute", tokensPerMinute);
        requireAtLeast(least, "concurrent", concurrent);
        if (models.values().stream()
                .anyMatch(keyRateLimits -> !keyRateLimits.models().isEmpty())) {
            throw new IllegalArgumentException("a model has no models");
        }
    }

    /** Of one counter, whatever the model. */
    public KeyRateLimits(Long requestsPerMinute, Long tokensPerMinute, Long concurrent) {
        this(requestsPerMinute, tokensPerMinute, concurrent, null, null);
    }

    /** How many counters they are split into. */
    public int counters() {
        return shards == null ? 1 : shards;
    }

    private static void requireAtLeast(int least, String field, Long value) {
        if (value != null && value < least) {
            throw new IllegalArgumentException(field + " must be at least " + least);
        }
    }
}
