package dev.tollgate.route;

import java.util.Optional;

/**
 * A model that a request names.
 *
 * @param name an alias or {@code provider/model}; it decides what the caller may use and is charged
 * @param strategy what a suffix of the name asks for, in place of the alias's own strategy
 */
public record RequestedModel(String name, Optional<RoutingStrategy> strategy) {

    /** A model without a suffix. */
    static RequestedModel of(String name) {
        return new RequestedModel(name, Optional.empty());
    }
}
