package dev.tollgate.route;

import java.time.Instant;
import java.util.Map;

/**
 * When the entries of the configuration were changed last.
 *
 * @param aliases by name
 * @param providers by name
 */
public record ChangeTimes(Map<String, Instant> aliases, Map<String, Instant> providers) {

    /** Of a configuration that does not say it. */
    public static final ChangeTimes UNKNOWN = new ChangeTimes(Map.of(), Map.of());

    public ChangeTimes {
        aliases = Map.copyOf(aliases);
        providers = Map.copyOf(providers);
    }
}
