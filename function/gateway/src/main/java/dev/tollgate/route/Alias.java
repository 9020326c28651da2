package dev.tollgate.route;

import java.util.List;

/**
 * A name that callers use for a model, and the models that stand behind it.
 *
 * @param targets in the order in which they are tried
 */
public record Alias(String name, List<Goal> targets) {

    public Alias {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("an alias needs at least one target");
        }
    }

    /** One model behind an alias. */
    public record Goal(ModelName model) {}
}
