package dev.tollgate.bill;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Prices in US dollars: per million tokens, which is the same number as micro-dollars per token, or per request.
 *
 * @param byMeter what has no price of its own is not in it
 */
public record PriceRates(Map<UsageType, BigDecimal> byMeter) {
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    public PriceRates {
        Map<UsageType, BigDecimal> ordered = new EnumMap<>(UsageType.class);
        ordered.putAll(byMeter);
        byMeter = Collections.unmodifiableMap(ordered);
        if (byMeter.values().stream().anyMatch(rate -> rate.signum() < 0)) {
            throw new IllegalArgumentException("a price cannot be negative");
        }
    }

    /** The rates among a document's fields. */
    static PriceRates read(Map<String, JsonNode> fields) {
        Map<UsageType, BigDecimal> rates = new EnumMap<>(UsageType.class);
        fields.forEach((name, value) -> UsageType.named(name)
                .filter(usageType -> value.isNumber())
                .ifPresent(usageType -> rates.put(usageType, value.decimalValue())));
        return new PriceRates(rates);
    }

    /** By their names in documents. */
    Map<String, BigDecimal> written() {
        Map<String, BigDecimal> written = new LinkedHashMap<>();
        byMeter.forEach((usageType, rate) -> written.put(usageType.text(), rate));
        return written;
    }

    /** The price of this, or of what it falls back on. */
    public Optional<BigDecimal> of(UsageType usageType) {
        return Optional.ofNullable(byMeter.get(usageType))
                .or(() -> usageType.fallback().flatMap(this::of));
    }

    /** These, replaced by the others where they have one. */
    PriceRates with(PriceRates others) {
        Map<UsageType, BigDecimal> merged = new EnumMap<>(UsageType.class);
        merged.putAll(byMeter);
        merged.putAll(others.byMeter);
        return new PriceRates(merged);
    }

    /** What so much costs, in micro-dollars, not rounded; empty where part of it has no price. */
    Optional<BigDecimal> exactMicros(Map<UsageType, Long> quantities) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<UsageType, Long> quantity : quantities.entrySet()) {
            Optional<BigDecimal> micros = micros(quantity.getKey());
            if (micros.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(micros.get().multiply(BigDecimal.valueOf(quantity.getValue())));
        }
        return Optional.of(sum);
    }

    /** Of one token, or of one request, which mostly costs nothing beside its tokens. */
    private Optional<BigDecimal> micros(UsageType usageType) {
        return usageType == UsageType.PER_REQUEST
                ? Optional.of(of(usageType).orElse(BigDecimal.ZERO).multiply(MICROS))
                : of(usageType);
    }
}
