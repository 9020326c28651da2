package dev.tollgate.route;

import dev.tollgate.openai.Requirements;
import dev.tollgate.openai.Terms;

/**
 * Requirements and who has them.
 *
 * @param source for messages: {@code this API key}, or {@code the alias 'eu'}
 */
record Demand(String source, Requirements requirements) {

    static Demand of(Alias alias) {
        return new Demand("the alias '" + alias.name() + "'", alias.require());
    }

    static Demand ofGateway(Terms terms) {
        return new Demand("this gateway", terms.require());
    }

    static Demand ofKey(Requirements requirements) {
        return new Demand("this API key", requirements);
    }
}
