package dev.tollgate.metering;

import dev.tollgate.bill.BillableUsage;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.openai.Usage;
import dev.tollgate.route.CostEstimates;
import dev.tollgate.route.ModelName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.OptionalLong;

/** Estimates costs by the prices that will be billed, so that the cheapest target has the smallest bill. */
@ApplicationScoped
public class PriceListCosts implements CostEstimates {
    private final PriceTable prices;

    PriceListCosts(PriceTable prices) {
        this.prices = prices;
    }

    @Override
    public OptionalLong micros(ModelName model, long promptTokens, long completionTokens, Instant at) {
        BillableUsage usage = BillableUsage.of(Usage.of(promptTokens, completionTokens), at);
        return switch (prices.cost(model.provider(), model.model(), usage, Markup.NONE)) {
            case Cost.Priced priced -> OptionalLong.of(priced.micros());
            case Cost.Unpriced() -> OptionalLong.empty();
        };
    }
}
