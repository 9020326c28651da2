package dev.tollgate.store;

import dev.tollgate.bill.OwnPrices;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.Tariffs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The prices that stand in the config table: of models with their providers, of callers with what holds for every request. */
@ApplicationScoped
public class DynamoPrices implements OwnPrices {
    private final DynamoPlan plan;

    DynamoPrices(DynamoPlan plan) {
        this.plan = plan;
    }

    @Override
    public Map<String, Price> current() {
        return plan.prices();
    }

    @Override
    public Tariffs tariffs() {
        return plan.tariffs();
    }
}
