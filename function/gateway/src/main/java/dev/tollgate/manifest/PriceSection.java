package dev.tollgate.manifest;

import dev.tollgate.bill.ConditionalPrice;
import dev.tollgate.bill.DailyHours;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.UsageType;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code prices}: the prices of models. */
final class PriceSection {
    private static final Set<String> RATES =
            Stream.of(UsageType.values()).map(UsageType::fieldName).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> FIELDS = and("cases");
    private static final Set<String> CASE_FIELDS = and("above", "hours", "service_tier", "host", "reported", "times");
    private static final Set<String> HOURS_FIELDS = Set.of("from", "to", "zone");
    private static final String AMOUNT = "US dollars per million tokens, such as 0.15";
    private static final String PIECE = "US dollars for each, such as 0.005";
    private static final List<String> CONDITIONS = List.of("above", "hours", "service_tier", "host", "reported");
    private static final String CONDITION = "above, hours, service_tier, host or reported";
    private static final String TIMES = "a factor from 0 to 100 for the prices of tokens, such as 1.1";
    private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(100);
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*");
    private static final int LONGEST_WORD = 64;

    private PriceSection() {}

    static Map<String, Price> read(Map<String, YamlValue> section) {
        Map<String, Price> prices = new LinkedHashMap<>();
        section.forEach((model, value) -> {
            NameRules.checkModel(model, value);
            one(value).ifPresent(price -> prices.put(model, price));
        });
        return prices;
    }

    /** Requires a price for output: without one the completion would be unpriced, and a free one can say 0. */
    static Optional<Price> one(YamlValue value) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        fields.require(UsageType.INPUT.fieldName(), AMOUNT);
        fields.require(UsageType.OUTPUT.fieldName(), AMOUNT);
        PriceRates rates = rates(fields);
        List<ConditionalPrice> cases =
                fields.find("cases").map(PriceSection::cases).orElse(List.of());
        return rates.of(UsageType.INPUT).map(_ -> new Price(rates, cases));
    }

    private static PriceRates rates(MappingFields fields) {
        Map<UsageType, BigDecimal> rates = new EnumMap<>(UsageType.class);
        for (UsageType type : UsageType.values()) {
            fields.find(type.fieldName())
                    .flatMap(value -> value.amount(type.countsTokens() ? AMOUNT : PIECE))
                    .ifPresent(amount -> rates.put(type, amount));
        }
        return new PriceRates(rates);
    }

    private static List<ConditionalPrice> cases(YamlValue value) {
        List<ConditionalPrice> cases = new ArrayList<>();
        value.elements().forEach(element -> oneCase(element).ifPresent(cases::add));
        return cases;
    }

    private static Optional<ConditionalPrice> oneCase(YamlValue value) {
        MappingFields fields = MappingFields.of(value, CASE_FIELDS, Set.of());
        Optional<Long> above = fields.find("above").flatMap(YamlValue::count);
        Optional<DailyHours> hours = fields.find("hours").flatMap(PriceSection::hours);
        Optional<String> tier = fields.find("service_tier")
                .flatMap(word -> word(word, "a provider's word for how it serves a request, such as flex"));
        Optional<String> host = fields.find("host")
                .flatMap(name -> name.text(
                        "a host in small letters, such as eu.api.openai.com or *.api.openai.com",
                        HOST.asMatchPredicate()));
        Map<String, String> reported = reported(fields.section("reported"));
        Optional<BigDecimal> times =
                fields.find("times").flatMap(factor -> factor.number(TIMES, PriceSection::isFactor));
        PriceRates rates = rates(fields);
        if (value.isMapping()
                && CONDITIONS.stream().allMatch(name -> fields.find(name).isEmpty())) {
            value.error("expected a condition (" + CONDITION + "), got none");
        }
        if (value.isMapping()
                && fields.find("times").isEmpty()
                && RATES.stream().allMatch(name -> fields.find(name).isEmpty())) {
            value.error("expected a price that differs in this case, got none");
        }
        return above.isEmpty() && hours.isEmpty() && tier.isEmpty() && host.isEmpty() && reported.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConditionalPrice(
                        above.orElse(null),
                        hours.orElse(null),
                        tier.orElse(null),
                        host.orElse(null),
                        reported,
                        times.orElse(null),
                        rates));
    }

    private static boolean isFactor(BigDecimal times) {
        return times.signum() >= 0 && times.compareTo(MOST_TIMES) <= 0;
    }

    /** Words in the provider's usage, by the names of their fields. */
    private static Map<String, String> reported(Map<String, YamlValue> section) {
        Map<String, String> words = new LinkedHashMap<>();
        section.forEach((field, value) ->
                word(value, "a word in the provider's usage, such as us").ifPresent(word -> words.put(field, word)));
        return words;
    }

    private static Optional<String> word(YamlValue value, String expected) {
        return value.text(expected, text -> !text.isBlank() && text.length() <= LONGEST_WORD);
    }

    private static Optional<DailyHours> hours(YamlValue value) {
        MappingFields fields = MappingFields.of(value, HOURS_FIELDS, Set.of());
        Optional<LocalTime> from = fields.require("from", TimeReader.TIME).flatMap(TimeReader::time);
        Optional<LocalTime> to = fields.require("to", TimeReader.TIME).flatMap(TimeReader::time);
        Optional<ZoneId> zone = fields.require("zone", TimeReader.ZONE).flatMap(TimeReader::zone);
        return from.flatMap(first -> to.flatMap(end -> zone.map(where -> new DailyHours(first, end, where))));
    }

    private static Set<String> and(String... others) {
        return Stream.concat(RATES.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }
}
