package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * Prices that callers are charged instead of what the providers bill.
 *
 * @param keys by key id, then by the model name in the request
 * @param aliases by the model name in the request
 * @param teams by the key's team tag, then by the model name in the request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CallerPrices(
        Map<String, Map<String, Price>> keys, Map<String, Price> aliases, Map<String, Map<String, Price>> teams) {

    /** Callers are charged by cost. */
    public static final CallerPrices NONE = new CallerPrices(Map.of(), Map.of(), Map.of());

    /** JSON may leave out empty maps. */
    public CallerPrices {
        keys = keys == null ? Map.of() : Map.copyOf(keys);
        aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
        teams = teams == null ? Map.of() : Map.copyOf(teams);
    }

    Optional<Price> ofKey(String key, String requestedModel) {
        return Optional.ofNullable(keys.get(key)).map(prices -> prices.get(requestedModel));
    }

    Optional<Price> ofAlias(String requestedModel) {
        return Optional.ofNullable(aliases.get(requestedModel));
    }

    Optional<Price> ofTeam(String team, String requestedModel) {
        return Optional.ofNullable(teams.get(team)).map(prices -> prices.get(requestedModel));
    }
}
