package dev.tollgate.route;

import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;

/**
 * A model at a provider that the gateway can send a request to.
 *
 * @param dropPolicy which request fields that the target does not support the gateway may drop
 */
public record Target(Provider provider, String model, DropPolicy dropPolicy) {

    /** The target's full name, {@code provider/model}. */
    public ModelName name() {
        return new ModelName(provider.name(), model);
    }
}
