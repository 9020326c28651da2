package dev.tollgate.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.Requirements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is known of a key: who it belongs to and what it may do. The key itself is not kept.
 *
 * @param id the name usage is booked under; safe to log
 * @param disabled refused until enabled again
 * @param expires the first instant at which it no longer works, or null
 * @param aliases the aliases and {@code provider/model} names it may use; empty means all
 * @param limits its rates, or {@link RateLimits#UNLIMITED}
 * @param onStoreFailure what happens when limits cannot be checked
 * @param tags copied into each usage record
 * @param require what must be known of whoever gets its prompts, whatever alias it uses
 * @param budgets the money it may spend, one for each period
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKey(
        String id,
        KeyHash fingerprint,
        boolean disabled,
        Instant expires,
        Set<String> aliases,
        RateLimits limits,
        @JsonProperty("on_store_failure") OnStoreFailure onStoreFailure,
        Map<String, String> tags,
        Requirements require,
        List<Budget> budgets) {

    public ApiKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(fingerprint, "fingerprint");
        aliases = aliases == null ? Set.of() : Set.copyOf(aliases);
        limits = limits == null ? RateLimits.UNLIMITED : limits;
        onStoreFailure = onStoreFailure == null ? OnStoreFailure.DENY : onStoreFailure;
        tags = tags == null ? Map.of() : Map.copyOf(tags);
        require = require == null ? Requirements.NONE : require;
        budgets = budgets == null ? List.of() : List.copyOf(budgets);
    }

    /** A key that demands nothing of providers, and has no budget. */
    public ApiKey(
            String id,
            KeyHash fingerprint,
            boolean disabled,
            Instant expires,
            Set<String> aliases,
            RateLimits limits,
            OnStoreFailure onStoreFailure,
            Map<String, String> tags) {
        this(id, fingerprint, disabled, expires, aliases, limits, onStoreFailure, tags, null, null);
    }

    /** The same key with another secret. */
    public ApiKey withFingerprint(KeyHash other) {
        return new ApiKey(id, other, disabled, expires, aliases, limits, onStoreFailure, tags, require, budgets);
    }

    /** The same key, refused or not. */
    public ApiKey withDisabled(boolean refused) {
        return new ApiKey(id, fingerprint, refused, expires, aliases, limits, onStoreFailure, tags, require, budgets);
    }

    /** The same key, with this end. */
    public ApiKey withExpires(Instant end) {
        return new ApiKey(id, fingerprint, disabled, end, aliases, limits, onStoreFailure, tags, require, budgets);
    }

    /** Whether this key may ask for a model of this name. */
    public boolean mayUse(String model) {
        return aliases.isEmpty() || aliases.contains(model);
    }

    /** Whether it still works at this instant. */
    public boolean expiredAt(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** What to do with a request whose limits cannot be checked because the store does not answer. */
    public enum OnStoreFailure {
        /** Refuse it with 503: limits are never exceeded. */
        @JsonProperty("deny")
        DENY,
        /** Serve it; its usage record goes to the log, to be replayed. */
        @JsonProperty("allow")
        ALLOW
    }
}
