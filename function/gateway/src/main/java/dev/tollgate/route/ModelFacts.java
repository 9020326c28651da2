package dev.tollgate.route;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Port: what the price list knows about models. */
public interface ModelFacts {

    /** How many tokens the model can read and write together; empty if unknown. */
    OptionalInt contextWindow(ModelName model);

    /** What the model's tokens cost; empty if unknown. */
    Optional<Rate> rate(ModelName model);

    /**
     * Prices in US dollars per million tokens.
     *
     * @param output absent if the model generates no text, or the price of that is unknown
     */
    record Rate(BigDecimal input, @Nullable BigDecimal output) {}
}
