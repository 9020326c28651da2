package dev.tollgate.route;

import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.openai.Requirements;

/**
 * Requirements and who has them.
 *
 * @param source for messages: {@code this API key}, or {@code the alias 'eu'}
 */
record SourcedRequirements(String source, Requirements requirements) {

    static SourcedRequirements of(Alias alias) {
        return new SourcedRequirements("the alias '" + alias.name() + "'", alias.require());
    }

    static SourcedRequirements ofGateway(GatewayPolicy terms) {
        return new SourcedRequirements("this gateway", terms.require());
    }

    static SourcedRequirements ofKey(Requirements requirements) {
        return new SourcedRequirements("this API key", requirements);
    }
}
