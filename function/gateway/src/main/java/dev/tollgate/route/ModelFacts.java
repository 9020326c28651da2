package dev.tollgate.route;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/** Port: what the price list knows of models. */
public interface ModelFacts {

    /** How many tokens the model can read and write at once; empty where this is not known. */
    OptionalInt contextWindow(ModelName model);

    /** What its tokens cost; empty where this is not known. */
    Optional<Rate> rate(ModelName model);

    /**
     * Prices in US dollars per million tokens.
     *
     * @param output null where it writes nothing, or nobody knows what that costs
     */
    record Rate(BigDecimal input, BigDecimal output) {}
}
