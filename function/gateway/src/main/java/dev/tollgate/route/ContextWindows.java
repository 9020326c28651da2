package dev.tollgate.route;

import dev.tollgate.provider.Provider;
import java.util.OptionalInt;

/** The context windows of models in tokens: as configured, or else from the price list. */
final class ContextWindows {
    private final ModelFacts facts;

    ContextWindows(ModelFacts facts) {
        this.facts = facts;
    }

    OptionalInt of(Provider provider, String model) {
        Integer configured = provider.traits(model).context();
        return configured == null
                ? facts.contextWindow(new ModelName(provider.name(), model))
                : OptionalInt.of(configured);
    }
}
