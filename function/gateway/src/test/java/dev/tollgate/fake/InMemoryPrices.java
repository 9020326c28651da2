package dev.tollgate.fake;

import dev.tollgate.bill.OwnPrices;
import dev.tollgate.bill.Price;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Prices that tests set by hand. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryPrices implements OwnPrices {
    private final Map<String, Price> prices = new ConcurrentHashMap<>();

    /** A price for {@code provider/model}. */
    public void put(String model, Price price) {
        prices.put(model, price);
    }

    @Override
    public Map<String, Price> current() {
        return prices;
    }
}
