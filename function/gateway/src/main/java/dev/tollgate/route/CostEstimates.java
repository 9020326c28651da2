package dev.tollgate.route;

import java.time.Instant;
import java.util.OptionalLong;

/** Port: what a request would cost at a model. */
public interface CostEstimates {

    /** In micro-dollars, if it is asked now; empty where the model has no price. */
    OptionalLong micros(ModelName model, long promptTokens, long completionTokens, Instant now);
}
