package dev.tollgate.route;

import dev.tollgate.provider.Provider;

/**
 * A model to ask, at a provider.
 *
 * @param dropUnsupported whether fields of the request that it cannot honour are left out instead of refused
 */
public record Target(Provider provider, String model, boolean dropUnsupported) {

    /** Its full name, {@code provider/model}. */
    public ModelName name() {
        return new ModelName(provider.name(), model);
    }
}
