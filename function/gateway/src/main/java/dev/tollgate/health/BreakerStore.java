package dev.tollgate.health;

import dev.tollgate.route.ModelName;

/** Where breakers are kept: in this process, or on the board. */
interface BreakerStore {

    /** As far as is known here. */
    BreakerState of(ModelName model);

    /** Puts a breaker in the place of the one that was seen; false where somebody else was first, or where that is not known. */
    boolean replace(ModelName model, BreakerState seen, BreakerState next);
}
