package dev.tollgate.route;

import dev.tollgate.provider.Provider;
import java.util.OptionalInt;

/** How many tokens models can read and write at once: as a team has configured it, or else as the price list says. */
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
