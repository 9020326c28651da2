package dev.tollgate.route;

import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DropPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a request demands of its targets in addition to the configuration.
 *
 * @param needs what the request needs from a model
 * @param keyRequirements what the caller's key requires
 * @param preferences what the caller prefers; where two contradict each other, the first one counts
 * @param keyDropPolicy which fields that a target does not support may be dropped, as far as the caller's key says
 */
public record RoutingConstraints(
        ModelNeeds needs,
        RoutingRequirements keyRequirements,
        List<RoutePreference> preferences,
        DropPolicy keyDropPolicy) {

    /** No constraints: every target is eligible. */
    public static final RoutingConstraints NONE =
            new RoutingConstraints(ModelNeeds.NOTHING, RoutingRequirements.NONE, List.of());

    public RoutingConstraints {
        preferences = List.copyOf(preferences);
    }

    /** Constraints of a key that does not say what happens to unsupported fields. */
    public RoutingConstraints(
            ModelNeeds needs, RoutingRequirements keyRequirements, List<RoutePreference> preferences) {
        this(needs, keyRequirements, preferences, DropPolicy.HINTS);
    }

    /** The strategy that replaces the aliases' own. */
    Optional<RoutingStrategy> strategy() {
        return preferences.stream()
                .flatMap(preference -> preference.strategy().stream())
                .findFirst();
    }

    /** Puts the targets first that the caller wants to be tried first. */
    Comparator<Target> preferredFirst() {
        // Equal targets keep their order, because sorts are stable.
        Comparator<Target> comparator = Comparator.comparingInt(_ -> 0);
        for (RoutePreference preference : preferences) {
            comparator = comparator.thenComparingInt(target -> preference.position(target.name()));
        }
        return comparator;
    }

    /** Whether a target that does not support a field is left out, and not the field. */
    boolean everyParameter() {
        return preferences.stream().anyMatch(RoutePreference::everyParameter);
    }
}
