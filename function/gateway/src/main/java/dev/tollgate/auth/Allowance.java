package dev.tollgate.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The rates a key is allowed. A null limit is none.
 *
 * @param requestsPerMinute in any 60 seconds
 * @param tokensPerMinute prompt and completion tokens in any 60 seconds
 * @param concurrent requests under way at the same time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Allowance(
        @JsonProperty("requests_per_minute") Long requestsPerMinute,
        @JsonProperty("tokens_per_minute") Long tokensPerMinute,
        Long concurrent) {

    /** No limit at all. */
    public static final Allowance UNLIMITED = new Allowance(null, null, null);

    public Allowance {
        requirePositive("requests_per_minute", requestsPerMinute);
        requirePositive("tokens_per_minute", tokensPerMinute);
        requirePositive("concurrent", concurrent);
    }

    private static void requirePositive(String field, Long value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(field + " must be at least 1");
        }
    }
}
