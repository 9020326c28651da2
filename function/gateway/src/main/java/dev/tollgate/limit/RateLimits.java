package dev.tollgate.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rates that a key is allowed, or that it is allowed for one model. A limit that is null does not exist.
 *
 * @param requestsPerMinute in any 60 seconds
 * @param tokensPerMinute prompt and completion tokens in any 60 seconds
 * @param concurrent requests in progress at the same time
 * @param shards how many counters the limits are split into; null for one
 * @param models further limits for single models, by the name that callers use; these have no models of their own
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RateLimits(
        @JsonProperty("requests_per_minute") @Nullable Long requestsPerMinute,

        @JsonProperty("tokens_per_minute") @Nullable Long tokensPerMinute,

        @Nullable Long concurrent,
        @Nullable Integer shards,
        Map<String, RateLimits> models) {

    /** No limit at all. */
    public static final RateLimits UNLIMITED = new RateLimits(null, null, null);

    /** As good as no limit, and far from an overflow. */
    private static final long BOUNDLESS = 1L << 60;

    public RateLimits {
        shards = shards == null || shards == 1 ? null : shards;
        models = models == null ? Map.of() : Map.copyOf(models);
        int least = shards == null ? 1 : shards;
        requireAtLeast(1, "shards", (long) least);
        requireAtLeast(least, "requests_per_minute", requestsPerMinute);
        requireAtLeast(least, "tokens_per_minute", tokensPerMinute);
        requireAtLeast(least, "concurrent", concurrent);
        if (models.values().stream().anyMatch(limits -> !limits.models().isEmpty())) {
            throw new IllegalArgumentException("the limits of a model have no models");
        }
    }

    /** Limits that are counted in these many shards, the same for every model. */
    public RateLimits(
            @Nullable Long requestsPerMinute, @Nullable Long tokensPerMinute, @Nullable Long concurrent, int shards) {
        this(requestsPerMinute, tokensPerMinute, concurrent, shards, Map.of());
    }

    /** Limits that are counted in one place, the same for every model. */
    public RateLimits(@Nullable Long requestsPerMinute, @Nullable Long tokensPerMinute, @Nullable Long concurrent) {
        this(requestsPerMinute, tokensPerMinute, concurrent, null, Map.of());
    }

    /** The limit of requests alone, for what uses no tokens. */
    public RateLimits requestsOnly() {
        return new RateLimits(requestsPerMinute, null, null, counters());
    }

    /** How many counters the limits are split into. */
    public int counters() {
        return shards == null ? 1 : shards;
    }

    /** Whether there is nothing to count; single models may have limits all the same. */
    public boolean unlimited() {
        return requestsPerMinute == null && tokensPerMinute == null && concurrent == null;
    }

    /** Whether a client that keeps these limits also keeps the others, those of single models included. */
    public boolean within(RateLimits others) {
        return within(requestsPerMinute, others.requestsPerMinute)
                && within(tokensPerMinute, others.tokensPerMinute)
                && within(concurrent, others.concurrent)
                && others.models.entrySet().stream().allMatch(model -> models.getOrDefault(model.getKey(), UNLIMITED)
                        .within(model.getValue()));
    }

    private static boolean within(@Nullable Long limit, @Nullable Long most) {
        return most == null || (limit != null && limit <= most);
    }

    /** The share of one counter. A remainder goes to the first counters. */
    RateLimits share(int index) {
        return counters() == 1
                ? this
                : new RateLimits(
                        share(requestsPerMinute, index), share(tokensPerMinute, index), share(concurrent, index));
    }

    private @Nullable Long share(@Nullable Long limit, int index) {
        return limit == null ? null : limit / counters() + (index < limit % counters() ? 1 : 0);
    }

    /** The most that may be in use already when this cost is granted. */
    public RateCost maxUsageBefore(RateCost rateCost) {
        return new RateCost(
                maxUsageBefore(requestsPerMinute, rateCost.requests()),
                maxUsageBefore(tokensPerMinute, rateCost.tokens()),
                maxUsageBefore(concurrent, rateCost.concurrent()));
    }

    /** A cost of nothing is always granted, though others may have used more than the limit. */
    private static long maxUsageBefore(@Nullable Long limit, long cost) {
        return limit == null || cost == 0 ? BOUNDLESS : limit - cost;
    }

    private static void requireAtLeast(int least, String field, @Nullable Long value) {
        if (value != null && value < least) {
            throw new IllegalArgumentException(field + " must be at least " + least);
        }
    }
}
