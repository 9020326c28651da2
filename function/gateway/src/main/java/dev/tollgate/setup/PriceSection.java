package dev.tollgate.setup;

import dev.tollgate.bill.Price;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a provider's {@code prices}. */
final class PriceSection {
    private static final Set<String> FIELDS = Set.of("input", "cached_input", "cache_write", "output");
    private static final String AMOUNT = "US dollars per million tokens, such as 0.15";

    private PriceSection() {}

    static Map<String, Price> read(Map<String, Value> section) {
        Map<String, Price> prices = new LinkedHashMap<>();
        section.forEach((model, value) -> {
            Names.checkModel(model, value);
            readOne(value).ifPresent(price -> prices.put(model, price));
        });
        return prices;
    }

    private static Optional<Price> readOne(Value value) {
        Fields fields = Fields.of(value, FIELDS, Set.of());
        Optional<BigDecimal> input = fields.require("input", AMOUNT).flatMap(PriceSection::amount);
        Optional<BigDecimal> output = fields.require("output", AMOUNT).flatMap(PriceSection::amount);
        Optional<BigDecimal> cached = fields.find("cached_input").flatMap(PriceSection::amount);
        Optional<BigDecimal> written = fields.find("cache_write").flatMap(PriceSection::amount);
        return input.flatMap(in -> output.map(out -> new Price(in, cached.orElse(null), written.orElse(null), out)));
    }

    private static Optional<BigDecimal> amount(Value value) {
        return value.amount(AMOUNT);
    }
}
