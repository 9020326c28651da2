package dev.tollgate.bill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.parse.NumberParser;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Rates in US dollars: per million tokens, which is the same number as micro-dollars per token, or per piece.
 *
 * @param byType the usage types that have a rate of their own
 */
public record PriceRates(Map<UsageType, BigDecimal> byType) {
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    public PriceRates {
        Map<UsageType, BigDecimal> ordered = new EnumMap<>(UsageType.class);
        ordered.putAll(byType);
        byType = Collections.unmodifiableMap(ordered);
        if (byType.values().stream().anyMatch(rate -> rate.signum() < 0)) {
            throw new IllegalArgumentException("a price cannot be negative");
        }
    }

    /** Picks the rates from the fields of a JSON object. */
    static PriceRates read(Map<String, JsonNode> fields) {
        Map<UsageType, BigDecimal> rates = new EnumMap<>(UsageType.class);
        fields.forEach((name, value) -> UsageType.named(name)
                .ifPresent(usageType -> NumberParser.decimal(value).ifPresent(rate -> rates.put(usageType, rate))));
        return new PriceRates(rates);
    }

    /** The rates by the names of their JSON fields. */
    public Map<String, BigDecimal> byName() {
        Map<String, BigDecimal> byName = new LinkedHashMap<>();
        byType.forEach((usageType, rate) -> byName.put(usageType.fieldName(), rate));
        return byName;
    }

    /** The rate of this usage type, or of the one it falls back to. */
    public Optional<BigDecimal> of(UsageType usageType) {
        return Optional.ofNullable(byType.get(usageType))
                .or(() -> usageType.fallback().flatMap(this::of));
    }

    /** These rates, replaced by the others where those have one. */
    PriceRates with(PriceRates others) {
        Map<UsageType, BigDecimal> merged = new EnumMap<>(UsageType.class);
        merged.putAll(byType);
        merged.putAll(others.byType);
        return new PriceRates(merged);
    }

    /** The same rates, each changed in this way. */
    public PriceRates map(UnaryOperator<BigDecimal> change) {
        Map<UsageType, BigDecimal> changed = new EnumMap<>(UsageType.class);
        byType.forEach((usageType, rate) -> changed.put(usageType, change.apply(rate)));
        return new PriceRates(changed);
    }

    /** Of each usage type, the higher of both rates. */
    public PriceRates highest(PriceRates other) {
        Map<UsageType, BigDecimal> highest = new EnumMap<>(UsageType.class);
        Stream.concat(byType.keySet().stream(), other.byType.keySet().stream())
                .forEach(usageType -> Stream.of(of(usageType), other.of(usageType))
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder())
                        .ifPresent(rate -> highest.put(usageType, rate)));
        return new PriceRates(highest);
    }

    /**
     * What these quantities cost in micro-dollars, not rounded. Empty if one of them has no rate.
     *
     * <p>Pieces that replace tokens are billed where they have a rate, and tokens then need none.
     *
     * @param surcharge multiplies the cost of tokens, but not that of pieces
     */
    Optional<BigDecimal> exactMicros(Map<UsageType, Long> quantities, BigDecimal surcharge) {
        boolean billsPieces = quantities.keySet().stream().anyMatch(this::replacesTokens);
        if (!billsPieces && isCountedInPiecesOnly(quantities)) {
            return Optional.empty();
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<UsageType, Long> quantity : quantities.entrySet()) {
            Optional<BigDecimal> micros = micros(quantity.getKey(), surcharge);
            if (micros.isEmpty() && !billsPieces) {
                return Optional.empty();
            }
            sum = sum.add(micros.orElse(BigDecimal.ZERO).multiply(BigDecimal.valueOf(quantity.getValue())));
        }
        return Optional.of(sum);
    }

    private boolean replacesTokens(UsageType usageType) {
        return usageType.replacesTokens() && of(usageType).isPresent();
    }

    private static boolean isCountedInPiecesOnly(Map<UsageType, Long> quantities) {
        return quantities.keySet().stream().anyMatch(UsageType::replacesTokens)
                && quantities.keySet().stream().noneMatch(UsageType::countsTokens);
    }

    /** The cost of one token or of one piece. Most models charge nothing for most pieces. */
    private Optional<BigDecimal> micros(UsageType usageType, BigDecimal surcharge) {
        if (usageType.countsTokens()) {
            return of(usageType).map(surcharge::multiply);
        }
        return of(usageType)
                .or(() -> usageType.needsRate() ? Optional.empty() : Optional.of(BigDecimal.ZERO))
                .map(MICROS::multiply);
    }
}
