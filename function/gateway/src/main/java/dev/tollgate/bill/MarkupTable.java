package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What is charged beyond the cost, in percent of it; negative for a discount.
 *
 * @param keys by a key's id
 * @param aliases by the name that is asked for
 * @param teams by the team, which a tag of the key names
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MarkupTable(
        Map<String, BigDecimal> keys, Map<String, BigDecimal> aliases, Map<String, BigDecimal> teams) {

    /** What is charged is the cost. */
    public static final MarkupTable NONE = new MarkupTable(null, null, null);

    public MarkupTable {
        keys = keys == null ? Map.of() : Map.copyOf(keys);
        aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
        teams = teams == null ? Map.of() : Map.copyOf(teams);
    }

    Optional<Markup> ofKey(String key) {
        return Optional.ofNullable(keys.get(key)).map(Markup::new);
    }

    Optional<Markup> ofAlias(String asked) {
        return Optional.ofNullable(aliases.get(asked)).map(Markup::new);
    }

    Optional<Markup> ofTeam(String team) {
        return Optional.ofNullable(teams.get(team)).map(Markup::new);
    }
}
