package dev.tollgate.metering;

import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.UsageType;
import dev.tollgate.route.ModelFacts;
import dev.tollgate.route.ModelName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalInt;

/** What the price table knows about models. */
@ApplicationScoped
public class PriceListFacts implements ModelFacts {
    private final PriceTable prices;

    PriceListFacts(PriceTable prices) {
        this.prices = prices;
    }

    @Override
    public OptionalInt contextWindow(ModelName model) {
        return prices.contextWindow(model.provider(), model.model());
    }

    @Override
    public Optional<Rate> rate(ModelName model) {
        return prices.price(model.provider(), model.model()).map(PriceListFacts::rate);
    }

    /** A price limit must hold at any hour, and for any length of the prompt. */
    private static Rate rate(Price price) {
        return new Rate(
                price.highest(UsageType.INPUT).orElseThrow(),
                price.highest(UsageType.OUTPUT).orElse(null));
    }
}
