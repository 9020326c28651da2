package dev.tollgate.store;

import dev.tollgate.bill.CustomPrices;
import dev.tollgate.bill.ListPrices;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.TariffTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/**
 * The custom prices in the config table: those of models in provider documents, those of callers in the policy, and a list in
 * a document of its own.
 */
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
    public Optional<ListPrices> appliedList() {
        return plan.appliedList();
    }

    @Override
    public TariffTable tariffs() {
        return plan.tariffs();
    }
}
