package dev.tollgate.route;

import dev.tollgate.openai.MaxPrice;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a caller wishes of its route, among the targets that its key and the alias allow. A name is that of a provider, which
 * stands for all its models, or {@code provider/model}.
 *
 * @param order whom to ask first, in this order; the others come after them
 * @param only whom to ask and nobody else; empty means anybody
 * @param ignore whom not to ask
 * @param strategy in place of each alias's own
 * @param maxPrice the most that it may cost
 */
public record RoutePreference(
        List<String> order,
        Set<String> only,
        Set<String> ignore,
        Optional<RoutingStrategy> strategy,
        Optional<MaxPrice> maxPrice) {

    /** The header that says it. */
    public static final String HEADER = "x-tollgate-route";

    /** No wishes. */
    public static final RoutePreference NONE =
            new RoutePreference(List.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());

    public RoutePreference {
        order = List.copyOf(order);
        only = Set.copyOf(only);
        ignore = Set.copyOf(ignore);
    }

    /**
     * Reads the header's value; null or blank means no wishes.
     *
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_VALUE} that names the header
     */
    public static RoutePreference of(String text) {
        return text == null || text.isBlank() ? NONE : new RoutePreferenceParser(text).routePreference();
    }

    /** Every name in it. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(order, only, ignore).forEach(names::addAll);
        return names;
    }

    /** Whether this target may be asked. */
    boolean admits(ModelName model) {
        return (only.isEmpty() || names(only, model)) && !names(ignore, model);
    }

    /** Its place among the targets: the smaller, the earlier. */
    int place(ModelName model) {
        for (int i = 0; i < order.size(); i++) {
            if (means(order.get(i), model)) {
                return i;
            }
        }
        return order.size();
    }

    private static boolean names(Set<String> names, ModelName model) {
        return names.stream().anyMatch(name -> means(name, model));
    }

    private static boolean means(String name, ModelName model) {
        return name.equals(model.provider()) || name.equals(model.toString());
    }
}
