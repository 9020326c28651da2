package dev.tollgate.fake;

import dev.tollgate.bill.CustomPrices;
import dev.tollgate.bill.ListPrices;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.TariffTable;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Prices that tests set by hand. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryCustomPrices implements CustomPrices {
    private final Map<String, Price> prices = new ConcurrentHashMap<>();
    private volatile TariffTable tariffs = TariffTable.NONE;

    /** A price for {@code provider/model}. */
    public void put(String model, Price price) {
        prices.put(model, price);
    }

    /** What callers are charged from now on. */
    public void tariffs(TariffTable ofCallers) {
        tariffs = ofCallers;
    }

    @Override
    public Map<String, Price> current() {
        return prices;
    }

    @Override
    public Optional<ListPrices> appliedList() {
        return Optional.empty();
    }

    @Override
    public TariffTable tariffs() {
        return tariffs;
    }
}
