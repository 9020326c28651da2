package dev.tollgate.route;

import java.util.OptionalLong;

/** Port: what a request would cost at a model. */
public interface Costs {

    /** In micro-dollars; empty where the model has no price. */
    OptionalLong micros(ModelName model, long promptTokens, long completionTokens);
}
