package dev.tollgate.health;

import dev.tollgate.route.ModelName;

/** Stores breakers: in this process, or shared by all gateways. */
interface BreakerStore {

    /** The breaker of a model, as far as this process knows it. */
    BreakerState of(ModelName model);

    /** Replaces a breaker if it is still the expected one. False if it is not, or if the store does not answer. */
    boolean replace(ModelName model, BreakerState expected, BreakerState next);
}
