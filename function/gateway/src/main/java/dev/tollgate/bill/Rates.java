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
public record Rates(Map<Meter, BigDecimal> byMeter) {
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    public Rates {
        Map<Meter, BigDecimal> ordered = new EnumMap<>(Meter.class);
        ordered.putAll(byMeter);
        byMeter = Collections.unmodifiableMap(ordered);
        if (byMeter.values().stream().anyMatch(rate -> rate.signum() < 0)) {
            throw new IllegalArgumentException("a price cannot be negative");
        }
    }

    /** The rates among a document's fields. */
    static Rates read(Map<String, JsonNode> fields) {
        Map<Meter, BigDecimal> rates = new EnumMap<>(Meter.class);
        fields.forEach((name, value) -> Meter.named(name)
                .filter(meter -> value.isNumber())
                .ifPresent(meter -> rates.put(meter, value.decimalValue())));
        return new Rates(rates);
    }

    /** By their names in documents. */
    Map<String, BigDecimal> written() {
        Map<String, BigDecimal> written = new LinkedHashMap<>();
        byMeter.forEach((meter, rate) -> written.put(meter.text(), rate));
        return written;
    }

    /** The price of this, or of what it falls back on. */
    public Optional<BigDecimal> of(Meter meter) {
        return Optional.ofNullable(byMeter.get(meter)).or(() -> meter.fallback().flatMap(this::of));
    }

    /** These, replaced by the others where they have one. */
    Rates with(Rates others) {
        Map<Meter, BigDecimal> merged = new EnumMap<>(Meter.class);
        merged.putAll(byMeter);
        merged.putAll(others.byMeter);
        return new Rates(merged);
    }

    /** What so much costs, in micro-dollars, not rounded; empty where part of it has no price. */
    Optional<BigDecimal> exactMicros(Map<Meter, Long> quantities) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Meter, Long> quantity : quantities.entrySet()) {
            Optional<BigDecimal> micros = micros(quantity.getKey());
            if (micros.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(micros.get().multiply(BigDecimal.valueOf(quantity.getValue())));
        }
        return Optional.of(sum);
    }

    /** Of one token, or of one request, which mostly costs nothing beside its tokens. */
    private Optional<BigDecimal> micros(Meter meter) {
        return meter == Meter.PER_REQUEST
                ? Optional.of(of(meter).orElse(BigDecimal.ZERO).multiply(MICROS))
                : of(meter);
    }
}
