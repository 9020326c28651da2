package dev.tollgate.route;

import dev.tollgate.openai.RoutingRequirements;

/**
 * What a request demands of its targets in addition to the configuration.
 *
 * @param needs what the request needs from a model
 * @param keyRequirements what the caller's key requires
 * @param preference what the caller prefers
 */
public record RoutingConstraints(ModelNeeds needs, RoutingRequirements keyRequirements, RoutePreference preference) {

    /** No constraints: every target is eligible. */
    public static final RoutingConstraints NONE =
            new RoutingConstraints(ModelNeeds.NOTHING, RoutingRequirements.NONE, RoutePreference.NONE);
}
