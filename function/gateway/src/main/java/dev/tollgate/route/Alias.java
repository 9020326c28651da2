package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A name that callers use for a model, and the models that stand behind it.
 *
 * @param targets in the order in which they are tried
 * @param dropUnsupported whether fields that a target cannot honour are left out, and told, instead of refused
 */
public record Alias(
        String name,
        List<Goal> targets,
        @JsonProperty("drop_unsupported") boolean dropUnsupported) {

    public Alias {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("an alias needs at least one target");
        }
    }

    /** One model behind an alias. */
    public record Goal(ModelName model) {}
}
