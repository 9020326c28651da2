package dev.tollgate.manifest;

import dev.tollgate.bill.Price;
import dev.tollgate.provider.Provider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The context in which a file is checked.
 *
 * @param kinds the kinds of provider that this build supports
 * @param plainTextAllowed whether the file may contain secrets in plain text, as on a laptop
 * @param environment looks up an environment variable
 * @param builtIn providers that exist without an entry in the file; an entry of the same name replaces one
 */
public record ManifestRules(
        Set<String> kinds,
        boolean plainTextAllowed,
        Function<String, @Nullable String> environment,
        List<BuiltIn> builtIn) {

    public ManifestRules {
        kinds = Set.copyOf(kinds);
        builtIn = List.copyOf(builtIn);
    }

    /**
     * A provider that comes with the server.
     *
     * @param prices the prices by the provider's name for the model
     */
    public record BuiltIn(Provider provider, Map<String, Price> prices) {

        public BuiltIn {
            prices = Map.copyOf(prices);
        }
    }
}
