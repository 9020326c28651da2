package dev.tollgate.route;

import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the choice of a target depends on, in addition to the configuration.
 *
 * @param promptTokens the estimated size of the prompt; computed only if the price decides
 * @param completionTokens the expected size of the completion
 * @param stickyKey the user or conversation that keeps its target; computed only if an alias is sticky
 * @param complexity how complex the prompt is; computed only if an alias has tiers
 * @param constraints which targets are eligible at all
 */
public record RoutingContext(
        Instant now,
        LongSupplier promptTokens,
        long completionTokens,
        Supplier<String> stickyKey,
        Supplier<PromptComplexity> complexity,
        RoutingConstraints constraints) {

    /** The context for a judge: it reads a summary of the request, so it needs none of the request's capabilities. */
    RoutingContext needingNothing() {
        RoutingConstraints withoutNeeds =
                new RoutingConstraints(ModelNeeds.NOTHING, constraints.keyRequirements(), constraints.preference());
        return new RoutingContext(now, promptTokens, completionTokens, stickyKey, complexity, withoutNeeds);
    }
}
