package dev.tollgate.store;

import dev.tollgate.bill.CustomPrices;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.TariffTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The prices that stand in the config table: of models with their providers, of callers with what holds for every request. */
@ApplicationScoped
public class DynamoCustomPrices implements CustomPrices {
    private final DynamoPlan plan;

    DynamoCustomPrices(DynamoPlan plan) {
        this.plan = plan;
    }

    @Override
    public Map<String, Price> current() {
        return plan.prices();
    }

    @Override
    public TariffTable tariffs() {
        return plan.tariffs();
    }
}
