package dev.tollgate.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.RoutingRequirements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key: who it belongs to and what it may do. The secret itself is not stored.
 *
 * @param id the name in usage records; safe to log
 * @param keyHash the hash of the secret
 * @param disabled whether calls are rejected until the key is enabled again
 * @param expires the first instant at which the key no longer works; null if it never expires
 * @param aliases the aliases and {@code provider/model} names that the key may use; empty means all
 * @param limits its rate limits, or {@link RateLimits#UNLIMITED}
 * @param onStoreFailure what happens when the limits cannot be checked
 * @param tags copied into each usage record
 * @param require what every provider that gets the key's prompts must meet, whatever the alias
 * @param budgets the money that the key may spend, one budget for each period
 * @param usageCost whether the usage in every answer has its cost
 * @param dropUnsupported whether the gateway drops all fields that a target does not support, or none; where absent, it
 *     drops hints
 * @param content its content policies, its cache, and whether prompts are kept
 * @param endUserBudget what each end user of the client may spend; null for no such bound
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKey(
        String id,
        @JsonProperty("fingerprint") KeyHash keyHash,
        boolean disabled,
        @Nullable Instant expires,
        Set<String> aliases,
        RateLimits limits,
        @JsonProperty("on_store_failure") OnStoreFailure onStoreFailure,
        Map<String, String> tags,
        RoutingRequirements require,
        List<Budget> budgets,

        @JsonProperty("usage_cost") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean usageCost,

        @JsonProperty("drop_unsupported") @Nullable Boolean dropUnsupported,
        ContentRules content,
        @JsonProperty("end_user_budget") @Nullable Budget endUserBudget) {

    /** JSON may leave out what is empty or has a default. */
    public ApiKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(keyHash, "keyHash");
        aliases = aliases == null ? Set.of() : Set.copyOf(aliases);
        limits = limits == null ? RateLimits.UNLIMITED : limits;
        onStoreFailure = onStoreFailure == null ? OnStoreFailure.DENY : onStoreFailure;
        tags = tags == null ? Map.of() : Map.copyOf(tags);
        require = require == null ? RoutingRequirements.NONE : require;
        budgets = budgets == null ? List.of() : List.copyOf(budgets);
        content = content == null ? ContentRules.NONE : content;
    }

    /** A key with this secret; whatever is not set on the builder has its default. */
    public static ApiKeyBuilder builder(String id, KeyHash keyHash) {
        return new ApiKeyBuilder(id, keyHash);
    }

    /** The same key, to be changed. */
    public ApiKeyBuilder toBuilder() {
        return new ApiKeyBuilder(this);
    }

    /** The team that the key belongs to: the value of its tag {@code team}. */
    public Optional<String> team() {
        return Optional.ofNullable(tags.get("team"));
    }

    /** Whether this key may use the alias or model with this name. */
    public boolean mayUse(String model) {
        return aliases.isEmpty() || aliases.contains(model);
    }

    /** Whether the key no longer works at this instant. */
    public boolean expiredAt(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** What to do with a request whose limits cannot be checked because the store does not answer. */
    public enum OnStoreFailure {
        /** Reject it with 503, so that limits are never exceeded. */
        @JsonProperty("deny")
        DENY,
        /** Serve it. Its usage record goes to the log, from where it can be replayed. */
        @JsonProperty("allow")
        ALLOW
    }
}
