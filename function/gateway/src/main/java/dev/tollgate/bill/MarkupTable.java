package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Mark-ups in percent of the cost; negative for a discount.
 *
 * @param keys by key id
 * @param aliases by the model name in the request
 * @param teams by the key's team tag
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MarkupTable(
        Map<String, BigDecimal> keys, Map<String, BigDecimal> aliases, Map<String, BigDecimal> teams) {

    /** Callers are charged the cost. */
    public static final MarkupTable NONE = new MarkupTable(Map.of(), Map.of(), Map.of());

    /** JSON may leave out empty maps. */
    public MarkupTable {
        keys = keys == null ? Map.of() : Map.copyOf(keys);
        aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
        teams = teams == null ? Map.of() : Map.copyOf(teams);
    }

    Optional<Markup> ofKey(String key) {
        return Optional.ofNullable(keys.get(key)).map(Markup::new);
    }

    Optional<Markup> ofAlias(String requestedModel) {
        return Optional.ofNullable(aliases.get(requestedModel)).map(Markup::new);
    }

    Optional<Markup> ofTeam(String team) {
        return Optional.ofNullable(teams.get(team)).map(Markup::new);
    }
}
