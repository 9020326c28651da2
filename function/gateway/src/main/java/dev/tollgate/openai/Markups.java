package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is charged beyond the cost, in percent of it; negative for a discount.
 *
 * @param keys by a key's id
 * @param aliases by the name that is asked for
 * @param teams by the team, which a tag of the key names
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Markups(Map<String, BigDecimal> keys, Map<String, BigDecimal> aliases, Map<String, BigDecimal> teams) {

    /** What is charged is the cost. */
    public static final Markups NONE = new Markups(null, null, null);

    public Markups {
        keys = keys == null ? Map.of() : Map.copyOf(keys);
        aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
        teams = teams == null ? Map.of() : Map.copyOf(teams);
    }

    /**
     * The one that counts: the key's, or else the alias's, or else the team's. They do not add up.
     *
     * @param team null where the key has none
     */
    public BigDecimal percent(String key, String alias, String team) {
        return Stream.of(keys.get(key), aliases.get(alias), team == null ? null : teams.get(team))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }
}
