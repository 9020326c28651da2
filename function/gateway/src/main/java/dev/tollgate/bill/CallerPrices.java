package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * Prices that callers are charged by, whatever the providers bill.
 *
 * @param keys by a key's id, then by the name that is asked for
 * @param aliases by the name that is asked for
 * @param teams by the team, which a tag of the key names, then by the name that is asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CallerPrices(
        Map<String, Map<String, Price>> keys, Map<String, Price> aliases, Map<String, Map<String, Price>> teams) {

    /** What is charged depends on what the providers bill. */
    public static final CallerPrices NONE = new CallerPrices(null, null, null);

    public CallerPrices {
        keys = keys == null ? Map.of() : Map.copyOf(keys);
        aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
        teams = teams == null ? Map.of() : Map.copyOf(teams);
    }

    Optional<Price> ofKey(String key, String asked) {
        return Optional.ofNullable(keys.get(key)).map(prices -> prices.get(asked));
    }

    Optional<Price> ofAlias(String asked) {
        return Optional.ofNullable(aliases.get(asked));
    }

    Optional<Price> ofTeam(String team, String asked) {
        return Optional.ofNullable(teams.get(team)).map(prices -> prices.get(asked));
    }
}
