package dev.tollgate.route;

import dev.tollgate.provider.Provider;

/** A model to ask, at a provider. */
public record Target(Provider provider, String model) {}
