package dev.tollgate.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.GatewayFields;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.RoutingRequirements;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A caller's preference among the targets that its key and the alias allow. A name is {@code provider/model}, or a
 * provider, which includes all its models.
 *
 * @param order the targets to try first, in this order; the others come after them
 * @param only the only targets to try; empty for no restriction
 * @param ignore the targets not to try
 * @param strategy replaces the strategy of each alias
 * @param require what every target must meet
 * @param withoutOthers whether no other target is tried than those of {@code order}, or, without these, than the first one
 * @param everyParameter whether a target that does not support a field is left out, and not the field
 */
public record RoutePreference(
        PreferenceSource source,
        List<String> order,
        Set<String> only,
        Set<String> ignore,
        Optional<RoutingStrategy> strategy,
        RoutingRequirements require,
        boolean withoutOthers,
        boolean everyParameter) {

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
    public static Optional<RoutePreference> ofHeader(@Nullable String text) {
        return text == null || text.isBlank()
                ? Optional.empty()
                : Optional.of(new RoutePreferenceParser(text).preference());
    }

    /**
     * Reads the body's object; without one, the caller has no preference.
     *
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_VALUE} or {@code UNSUPPORTED_PARAMETER}, which names the
     *     field
     */
    public static Optional<RoutePreference> ofBody(ModelRequest request) {
        JsonNode object = request.extra().get(GatewayFields.PROVIDER);
        return object == null || object.isNull()
                ? Optional.empty()
                : Optional.of(new ProviderPreferenceParser(object).preference());
    }

    /** What the caller demands of everybody who reads the prompt, and not only of the targets. */
    RoutePreference dataTerms() {
        return new RoutePreference(
                source, List.of(), Set.of(), Set.of(), Optional.empty(), require.dataTerms(), false, false);
    }

    /** Whether only one target may be tried. */
    public boolean firstOnly() {
        return withoutOthers && order.isEmpty();
    }

    /**
     * The same preference with other names.
     *
     * @param names gives what a name means, and gets the entry that has it
     */
    RoutePreference withNames(BiFunction<String, String, Set<String>> names) {
        return new RoutePreference(
                source,
                List.copyOf(replaced("order", order, names)),
                replaced("only", only, names),
                replaced("ignore", ignore, names),
                strategy,
                require,
                withoutOthers,
                everyParameter);
    }

    private static Set<String> replaced(
            String entry, Collection<String> before, BiFunction<String, String, Set<String>> names) {
        return before.stream()
                .flatMap(name -> names.apply(entry, name).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether the preference allows this target. */
    boolean allows(ModelName model) {
        return (only.isEmpty() || anyMatches(only, model))
                && !anyMatches(ignore, model)
                && (!withoutOthers || order.isEmpty() || anyMatches(order, model));
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

    private static boolean anyMatches(Collection<String> names, ModelName model) {
        return names.stream().anyMatch(name -> matches(name, model));
    }

    private static boolean matches(String name, ModelName model) {
        return name.equals(model.provider()) || name.equals(model.toString());
    }
}
