package dev.tollgate.bill;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The highest rates of a price, however a provider may serve the request, and for any length and hour.
 *
 * @param price whose rates
 * @param cases those of its cases that may apply
 */
record HighestRates(Price price, List<ConditionalPrice> cases) {

    /**
     * The highest rate of a usage type. Rates and surcharges of different cases may come together, except those of two
     * service tiers.
     */
    Optional<BigDecimal> of(UsageType usageType) {
        return tiers().map(tier -> in(tier, usageType))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    /** Each tier with a case of its own, and none. */
    private Stream<Optional<String>> tiers() {
        return Stream.concat(
                        Stream.of(Optional.<String>empty()),
                        cases.stream().map(one -> Optional.ofNullable(one.serviceTier())))
                .distinct();
    }

    private Optional<BigDecimal> in(Optional<String> tier, UsageType usageType) {
        List<ConditionalPrice> possible = cases.stream()
                .filter(one -> one.serviceTier() == null
                        || tier.filter(one.serviceTier()::equals).isPresent())
                .toList();
        BigDecimal surcharge = usageType.countsTokens() ? product(possible) : BigDecimal.ONE;
        return Stream.concat(Stream.of(price.rates()), possible.stream().map(ConditionalPrice::rates))
                .map(rates -> rates.of(usageType))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(surcharge::multiply);
    }

    /** Of surcharges only: a discount need not be granted. */
    private static BigDecimal product(Collection<ConditionalPrice> possible) {
        BigDecimal product = BigDecimal.ONE;
        for (ConditionalPrice one : possible) {
            if (one.times() != null) {
                product = product.multiply(one.times().max(BigDecimal.ONE));
            }
        }
        return product;
    }
}
