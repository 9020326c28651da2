package dev.tollgate.store;

import dev.tollgate.bill.OwnPrices;
import dev.tollgate.bill.Price;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The prices that stand with the providers in the config table. */
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
}
