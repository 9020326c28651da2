package dev.tollgate.route;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A price list that tests fill by hand. */
final class InMemoryFacts implements ModelFacts {
    private final Map<ModelName, Integer> windows = new HashMap<>();
    private final Map<ModelName, Rate> rates = new HashMap<>();

    InMemoryFacts window(String model, int tokens) {
        windows.put(ModelName.of(model), tokens);
        return this;
    }

    InMemoryFacts rate(String model, String input, String output) {
        rates.put(ModelName.of(model), new Rate(new BigDecimal(input), new BigDecimal(output)));
        return this;
    }

    @Override
    public OptionalInt contextWindow(ModelName model) {
        Integer tokens = windows.get(model);
        return tokens == null ? OptionalInt.empty() : OptionalInt.of(tokens);
    }

    @Override
    public Optional<Rate> rate(ModelName model) {
        return Optional.ofNullable(rates.get(model));
    }
}
