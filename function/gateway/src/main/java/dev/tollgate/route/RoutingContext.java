package dev.tollgate.route;

import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the choice of a target depends on, in addition to the configuration.
 *
 * @param promptTokens the estimated size of the prompt; computed only if the price decides
 * @param completionTokens the expected size of the completion
 * @param session the conversation that the caller names; it keeps its target whatever the alias says
 * @param stickyKey the user or conversation that keeps its target; computed only if an alias is sticky
 * @param usersConversation the conversation of the end user that the caller names; empty if it names none
 * @param complexity how complex the prompt is; computed only if an alias has tiers
 * @param constraints which targets are eligible at all
 */
public record RoutingContext(
        Instant now,
        LongSupplier promptTokens,
        long completionTokens,
        Optional<String> session,
        Supplier<String> stickyKey,
        Supplier<Optional<String>> usersConversation,
        Supplier<PromptComplexity> complexity,
        RoutingConstraints constraints) {

    /** What keeps its target at this alias; empty if every request is ranked anew. */
    Optional<String> conversation(Alias alias) {
        return session.or(() -> alias.sticky() ? Optional.of(stickyKey.get()) : usersConversation.get());
    }

    /** The same context with other preferences. */
    RoutingContext withPreferences(UnaryOperator<RoutePreference> change) {
        return with(new RoutingConstraints(
                constraints.needs(),
                constraints.keyRequirements(),
                constraints.preferences().stream().map(change).toList(),
                constraints.keyDropPolicy()));
    }

    /**
     * The context for what judges content. A caller chooses targets, and not who judges: of the preferences, only those of what
     * happens to prompts count.
     */
    RoutingContext forScanner() {
        RoutingConstraints terms = new RoutingConstraints(
                ModelNeeds.NOTHING,
                constraints.keyRequirements().dataTerms(),
                constraints.preferences().stream()
                        .map(RoutePreference::dataTerms)
                        .toList());
        return with(terms);
    }

    /** The context for a judge: it reads a summary of the request, so it needs none of the request's capabilities. */
    RoutingContext needingNothing() {
        RoutingConstraints withoutNeeds = new RoutingConstraints(
                ModelNeeds.NOTHING,
                constraints.keyRequirements(),
                constraints.preferences(),
                constraints.keyDropPolicy());
        return with(withoutNeeds);
    }

    private RoutingContext with(RoutingConstraints others) {
        return new RoutingContext(
                now, promptTokens, completionTokens, session, stickyKey, usersConversation, complexity, others);
    }
}
