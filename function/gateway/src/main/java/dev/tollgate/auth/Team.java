package dev.tollgate.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.limit.RateLimits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A team: the keys whose tag {@code team} has its id, and the people who manage them.
 *
 * @param budgets what all keys of the team may spend together
 * @param aliases the aliases and models that its keys may use, whatever they name themselves; empty for all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Team(
        String id,
        String name,
        List<Member> members,
        List<Budget> budgets,
        Set<String> aliases,
        @JsonProperty("key_defaults") KeyDefaults keyDefaults) {

    public Team {
        Objects.requireNonNull(id, "id");
        name = name == null ? id : name;
        members = members == null ? List.of() : List.copyOf(members);
        budgets = budgets == null ? List.of() : List.copyOf(budgets);
        aliases = aliases == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(aliases));
        keyDefaults = keyDefaults == null ? KeyDefaults.NONE : keyDefaults;
    }

    /** The tag of its keys, which its budget belongs to. */
    public String tag() {
        return tagOf(id);
    }

    static String tagOf(String id) {
        return "team=" + id;
    }

    /** Whether its keys may use the alias or model with this name. */
    public boolean mayUse(String model) {
        return aliases.isEmpty() || aliases.contains(model);
    }

    /**
     * Somebody who manages its keys.
     *
     * @param role {@code team_admin}, {@code developer} or {@code viewer}
     */
    public record Member(String subject, String role) {}

    /**
     * What a new key of the team has unless it says otherwise. For a developer's key, the limits and the expiry are also the most that
     * it may have, and it has all tags.
     *
     * @param expiresAfterDays null if keys do not expire
     * @param keysPerDeveloper how many keys a developer may have in the team; null for any number
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record KeyDefaults(
            RateLimits limits,
            @JsonProperty("expires_after_days") @Nullable Integer expiresAfterDays,
            Map<String, String> tags,
            @JsonProperty("keys_per_developer") @Nullable Integer keysPerDeveloper) {
        /** A team without defaults. */
        public static final KeyDefaults NONE = new KeyDefaults(RateLimits.UNLIMITED, null, Map.of(), null);

        public KeyDefaults {
            limits = limits == null ? RateLimits.UNLIMITED : limits;
            tags = tags == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tags));
        }
    }
}
