package dev.tollgate.route;

import java.time.Instant;
import java.util.OptionalLong;

/** Port: estimates what a request would cost at a model. */
public interface CostEstimates {

    /** The cost in micro-dollars at the prices of this instant; empty if the model has no price. */
    OptionalLong micros(ModelName model, long promptTokens, long completionTokens, Instant now);
}
