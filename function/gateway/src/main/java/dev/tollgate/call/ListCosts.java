package dev.tollgate.call;

import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Metered;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.openai.Usage;
import dev.tollgate.route.Costs;
import dev.tollgate.route.ModelName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.OptionalLong;

/** Costs as they will be billed, so that the cheapest target is the one with the smallest bill. */
@ApplicationScoped
public class ListCosts implements Costs {
    private final PriceTable prices;

    ListCosts(PriceTable prices) {
        this.prices = prices;
    }

    @Override
    public OptionalLong micros(ModelName model, long promptTokens, long completionTokens, Instant at) {
        Metered metered = Metered.of(Usage.of(promptTokens, completionTokens), at);
        return switch (prices.cost(model.provider(), model.model(), metered, Markup.NONE)) {
            case Cost.Priced priced -> OptionalLong.of(priced.micros());
            case Cost.Unpriced() -> OptionalLong.empty();
        };
    }
}
