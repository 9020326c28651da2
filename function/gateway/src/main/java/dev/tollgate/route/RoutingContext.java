package dev.tollgate.route;

import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the choice of a target depends on, besides the configuration.
 *
 * @param promptTokens as estimated; worked out only where the price decides
 * @param completionTokens as expected
 * @param who worked out only where an alias is sticky: what keeps its target: a user or a conversation
 * @param complexity worked out only where an alias has tiers
 * @param conditions which targets may be asked at all
 */
public record RoutingContext(
        Instant now,
        LongSupplier promptTokens,
        long completionTokens,
        Supplier<String> who,
        Supplier<PromptComplexity> complexity,
        RoutingConstraints conditions) {

    /** The same for one who is only told of the request: it needs neither its tools nor its room. */
    RoutingContext needingNothing() {
        RoutingConstraints untouched =
                new RoutingConstraints(ModelNeeds.NOTHING, conditions.ofKey(), conditions.preference());
        return new RoutingContext(now, promptTokens, completionTokens, who, complexity, untouched);
    }
}
