package dev.tollgate.call;

import dev.tollgate.bill.Meter;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.route.ModelFacts;
import dev.tollgate.route.ModelName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalInt;

/** What the price table knows of models. */
@ApplicationScoped
public class ListedFacts implements ModelFacts {
    private final PriceTable prices;

    ListedFacts(PriceTable prices) {
        this.prices = prices;
    }

    @Override
    public OptionalInt contextWindow(ModelName model) {
        return prices.contextWindow(model.provider(), model.model());
    }

    @Override
    public Optional<Rate> rate(ModelName model) {
        return prices.price(model.provider(), model.model()).map(ListedFacts::rate);
    }

    /** A bound must hold whatever the hour and the length of the prompt. */
    private static Rate rate(Price price) {
        return new Rate(
                price.highest(Meter.INPUT).orElseThrow(),
                price.highest(Meter.OUTPUT).orElse(null));
    }
}
