package dev.tollgate.route;

import dev.tollgate.provider.Provider;

/**
 * A model at a provider that the gateway can send a request to.
 *
 * @param dropUnsupported whether the gateway drops request fields that the target does not support, instead of
 *     rejecting the request
 */
public record Target(Provider provider, String model, boolean dropUnsupported) {

    /** The target's full name, {@code provider/model}. */
    public ModelName name() {
        return new ModelName(provider.name(), model);
    }
}
