package dev.tollgate.route;

import dev.tollgate.openai.MaxPrice;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A caller's preference among the targets that its key and the alias allow. A name is {@code provider/model}, or a
 * provider, which includes all its models.
 *
 * @param order the targets to try first, in this order; the others come after them
 * @param only the only targets to try; empty for no restriction
 * @param ignore the targets not to try
 * @param strategy replaces the strategy of each alias
 * @param maxPrice the highest price of a target's tokens
 */
public record RoutePreference(
        List<String> order,
        Set<String> only,
        Set<String> ignore,
        Optional<RoutingStrategy> strategy,
        Optional<MaxPrice> maxPrice) {

    /** The request header that holds the preference. */
    public static final String HEADER = "x-tollgate-route";

    /** No preference. */
    public static final RoutePreference NONE =
            new RoutePreference(List.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());

    public RoutePreference {
        order = List.copyOf(order);
        only = Set.copyOf(only);
        ignore = Set.copyOf(ignore);
    }

    /**
     * Reads the header's value; without one, or with a blank one, the caller has no preference.
     *
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_VALUE} that names the header
     */
    public static RoutePreference of(@Nullable String text) {
        return text == null || text.isBlank() ? NONE : new RoutePreferenceParser(text).preference();
    }

    /** Every name in the preference. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(order, only, ignore).forEach(names::addAll);
        return names;
    }

    /** Whether the preference allows this target. */
    boolean allows(ModelName model) {
        return (only.isEmpty() || anyMatches(only, model)) && !anyMatches(ignore, model);
    }

    /** The target's position in the preferred order; a target without one comes after all others. */
    int position(ModelName model) {
        for (int i = 0; i < order.size(); i++) {
            if (matches(order.get(i), model)) {
                return i;
            }
        }
        return order.size();
    }

    private static boolean anyMatches(Set<String> names, ModelName model) {
        return names.stream().anyMatch(name -> matches(name, model));
    }

    private static boolean matches(String name, ModelName model) {
        return name.equals(model.provider()) || name.equals(model.toString());
    }
}
