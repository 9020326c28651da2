package dev.tollgate.manifest;

import dev.tollgate.bill.Price;
import dev.tollgate.provider.Provider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a file is checked against, besides itself.
 *
 * @param kinds the kinds of provider that this build has
 * @param plainTextAllowed whether secrets may stand in the file: on a laptop only
 * @param environment an environment variable's value, or null where it is not set
 * @param builtIn providers that are there without being in the file; the file's own go before them
 */
public record ManifestRules(
        Set<String> kinds, boolean plainTextAllowed, UnaryOperator<String> environment, List<BuiltIn> builtIn) {

    public ManifestRules {
        kinds = Set.copyOf(kinds);
        builtIn = List.copyOf(builtIn);
    }

    /**
     * A provider that comes with the server.
     *
     * @param prices by the provider's name of the model
     */
    public record BuiltIn(Provider provider, Map<String, Price> prices) {

        public BuiltIn {
            prices = Map.copyOf(prices);
        }
    }
}
