package dev.tollgate.limit;

/**
 * Whose use is counted, and how much of it is allowed: a key, or a key's use of one model.
 *
 * @param counter what it is counted under; no two accounts share one
 * @param model the name that callers ask for, or null where all of a key's use counts
 */
public record RateLimitKey(String counter, String model, RateLimits rateLimits) {

    /** Everything that a key asks for. */
    public static RateLimitKey ofKey(String keyId, RateLimits rateLimits) {
        return new RateLimitKey(keyId, null, rateLimits);
    }

    /** What a key asks of one model. Only key ids are free of {@code #}, so it is escaped in the model's name. */
    public static RateLimitKey ofModel(String keyId, String model, RateLimits rateLimits) {
        String name = model.replace("%", "%25").replace("#", "%23");
        return new RateLimitKey(keyId + "#model#" + name, model, rateLimits);
    }
}
