package dev.tollgate.route;

import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import java.util.OptionalInt;

/**
 * A model at a provider that the gateway can send a request to.
 *
 * @param dropPolicy which request fields that the target does not support the gateway may drop
 * @param completionRoom what the prompt leaves of the context window, if the caller's limit of completion tokens does not fit into it
 */
public record Target(Provider provider, String model, DropPolicy dropPolicy, OptionalInt completionRoom) {

    /** A target whose context window has room for what the caller wants. */
    public Target(Provider provider, String model, DropPolicy dropPolicy) {
        this(provider, model, dropPolicy, OptionalInt.empty());
    }

    /** The target's full name, {@code provider/model}. */
    public ModelName name() {
        return new ModelName(provider.name(), model);
    }
}
