package dev.tollgate.route;

import dev.tollgate.openai.Requirements;

/**
 * What decides, apart from the configuration, which targets may be asked at all.
 *
 * @param needs what the request needs of a model
 * @param ofKey what the caller's key demands
 * @param preference what the caller wishes
 */
public record RoutingConstraints(ModelNeeds needs, Requirements ofKey, RoutePreference preference) {

    /** Every target will do. */
    public static final RoutingConstraints NONE =
            new RoutingConstraints(ModelNeeds.NOTHING, Requirements.NONE, RoutePreference.NONE);
}
