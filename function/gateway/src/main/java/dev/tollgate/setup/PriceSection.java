package dev.tollgate.setup;

import dev.tollgate.bill.Hours;
import dev.tollgate.bill.Meter;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceCase;
import dev.tollgate.bill.Rates;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code prices}: what models cost. */
final class PriceSection {
    private static final Set<String> RATES =
            Stream.of(Meter.values()).map(Meter::text).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> FIELDS = and("cases");
    private static final Set<String> CASE_FIELDS = and("above", "hours", "service_tier");
    private static final Set<String> HOURS_FIELDS = Set.of("from", "to", "zone");
    private static final String AMOUNT = "US dollars per million tokens, such as 0.15";
    private static final String PER_REQUEST = "US dollars per request, such as 0.005";
    private static final String CONDITION = "above, hours or service_tier";
    private static final int LONGEST_TIER = 64;

    private PriceSection() {}

    static Map<String, Price> read(Map<String, Value> section) {
        Map<String, Price> prices = new LinkedHashMap<>();
        section.forEach((model, value) -> {
            Names.checkModel(model, value);
            one(value).ifPresent(price -> prices.put(model, price));
        });
        return prices;
    }

    /** Without a price of output, what a model writes would be unpriced: who means it costs nothing says so. */
    static Optional<Price> one(Value value) {
        Fields fields = Fields.of(value, FIELDS, Set.of());
        fields.require(Meter.INPUT.text(), AMOUNT);
        fields.require(Meter.OUTPUT.text(), AMOUNT);
        Rates rates = rates(fields);
        List<PriceCase> cases = fields.find("cases").map(PriceSection::cases).orElse(List.of());
        return rates.of(Meter.INPUT).map(_ -> new Price(rates, cases));
    }

    private static Rates rates(Fields fields) {
        Map<Meter, BigDecimal> rates = new EnumMap<>(Meter.class);
        for (Meter meter : Meter.values()) {
            fields.find(meter.text())
                    .flatMap(value -> value.amount(meter == Meter.PER_REQUEST ? PER_REQUEST : AMOUNT))
                    .ifPresent(amount -> rates.put(meter, amount));
        }
        return new Rates(rates);
    }

    private static List<PriceCase> cases(Value value) {
        List<PriceCase> cases = new ArrayList<>();
        value.elements().forEach(element -> oneCase(element).ifPresent(cases::add));
        return cases;
    }

    private static Optional<PriceCase> oneCase(Value value) {
        Fields fields = Fields.of(value, CASE_FIELDS, Set.of());
        Optional<Long> above = fields.find("above").flatMap(Value::count);
        Optional<Hours> hours = fields.find("hours").flatMap(PriceSection::hours);
        Optional<String> tier = fields.find("service_tier")
                .flatMap(word -> word.text(
                        "a provider's word for how it serves a request, such as flex",
                        text -> !text.isBlank() && text.length() <= LONGEST_TIER));
        Rates rates = rates(fields);
        if (value.isMapping()
                && Stream.of("above", "hours", "service_tier")
                        .allMatch(name -> fields.find(name).isEmpty())) {
            value.error("expected a condition (" + CONDITION + "), got none");
        }
        if (value.isMapping()
                && RATES.stream().allMatch(name -> fields.find(name).isEmpty())) {
            value.error("expected a price that differs in this case, got none");
        }
        return above.isEmpty() && hours.isEmpty() && tier.isEmpty()
                ? Optional.empty()
                : Optional.of(new PriceCase(above.orElse(null), hours.orElse(null), tier.orElse(null), rates));
    }

    private static Optional<Hours> hours(Value value) {
        Fields fields = Fields.of(value, HOURS_FIELDS, Set.of());
        Optional<LocalTime> from = fields.require("from", Times.TIME).flatMap(Times::time);
        Optional<LocalTime> to = fields.require("to", Times.TIME).flatMap(Times::time);
        Optional<ZoneId> zone = fields.require("zone", Times.ZONE).flatMap(Times::zone);
        return from.flatMap(first -> to.flatMap(end -> zone.map(where -> new Hours(first, end, where))));
    }

    private static Set<String> and(String... others) {
        return Stream.concat(RATES.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }
}
