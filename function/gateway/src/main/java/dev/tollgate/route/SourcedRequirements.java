package dev.tollgate.route;

import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.openai.RoutingRequirements;

/**
 * Requirements, and where they come from.
 *
 * @param source the origin for error messages: {@code this API key}, or {@code the alias 'eu'}
 */
record SourcedRequirements(String source, RoutingRequirements requirements) {

    /** Those of what happens to prompts. */
    SourcedRequirements dataTerms() {
        return new SourcedRequirements(source, requirements.dataTerms());
    }

    static SourcedRequirements of(Alias alias) {
        return new SourcedRequirements("the alias '" + alias.name() + "'", alias.require());
    }

    static SourcedRequirements ofGateway(GatewayPolicy policy) {
        return new SourcedRequirements("this gateway", policy.require());
    }

    static SourcedRequirements ofKey(RoutingRequirements requirements) {
        return new SourcedRequirements("this API key", requirements);
    }
}
