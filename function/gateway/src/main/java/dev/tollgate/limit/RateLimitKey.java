package dev.tollgate.limit;

import org.jspecify.annotations.Nullable;

/**
 * What is counted together, and its limits: everything that an API key uses, or its use of one model.
 *
 * @param counter the name of the counter, unique among all rate limit keys
 * @param model the name that callers use for the model; null if all of the API key's use counts
 */
public record RateLimitKey(String counter, @Nullable String model, RateLimits rateLimits) {

    /** Everything that an API key uses. */
    public static RateLimitKey ofKey(String keyId, RateLimits rateLimits) {
        return new RateLimitKey(keyId, null, rateLimits);
    }

    /**
     * What an API key uses of one model. Key ids contain no {@code #} but models' names may, so it is escaped there.
     */
    public static RateLimitKey ofModel(String keyId, String model, RateLimits rateLimits) {
        String name = model.replace("%", "%25").replace("#", "%23");
        return new RateLimitKey(keyId + "#model#" + name, model, rateLimits);
    }
}
