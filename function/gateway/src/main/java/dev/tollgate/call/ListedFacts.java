package dev.tollgate.call;

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
        return prices.price(model.provider(), model.model()).map(price -> new Rate(price.input(), price.output()));
    }
}
