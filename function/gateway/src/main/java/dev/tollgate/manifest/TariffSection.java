package dev.tollgate.manifest;

import dev.tollgate.bill.CallerPrices;
import dev.tollgate.bill.MarkupTable;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.TariffTable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads what callers are charged: markups and prices by key, alias and team. */
final class TariffSection {
    static final String MARKUPS = "markup_percent";
    static final String PRICES = "prices";

    private static final Set<String> SCOPES = Set.of("keys", "aliases", "teams");
    private static final BigDecimal LEAST = BigDecimal.valueOf(-100);
    private static final BigDecimal MOST = BigDecimal.valueOf(10_000);
    private static final String PERCENT = "percent from -100 to 10000, such as 7.5";

    private final PlanBuilder builder;

    TariffSection(PlanBuilder builder) {
        this.builder = builder;
    }

    TariffTable read(MappingFields gateway) {
        return new TariffTable(
                gateway.find(MARKUPS).map(this::markups).orElse(MarkupTable.NONE),
                gateway.find(PRICES).map(this::callerPrices).orElse(CallerPrices.NONE));
    }

    private MarkupTable markups(YamlValue value) {
        MappingFields scopes = MappingFields.of(value, SCOPES, Set.of());
        return new MarkupTable(
                byKey(scopes, TariffSection::percent),
                byAlias(scopes.section("aliases"), TariffSection::percent),
                byTeam(scopes, TariffSection::percent));
    }

    private CallerPrices callerPrices(YamlValue value) {
        MappingFields scopes = MappingFields.of(value, SCOPES, Set.of());
        return new CallerPrices(
                byKey(scopes, this::prices),
                byAlias(scopes.section("aliases"), PriceSection::one),
                byTeam(scopes, this::prices));
    }

    private Optional<Map<String, Price>> prices(YamlValue value) {
        return Optional.of(byAlias(value.entries(), PriceSection::one));
    }

    private static Optional<BigDecimal> percent(YamlValue value) {
        return value.number(PERCENT, percent -> percent.compareTo(LEAST) >= 0 && percent.compareTo(MOST) <= 0);
    }

    /** Accepts keys that are not in the file, because the command line also creates keys. */
    private static <T> Map<String, T> byKey(MappingFields scopes, Function<YamlValue, Optional<T>> reading) {
        return named(scopes.section("keys"), "a key's id", NameRules::isKeyId, reading);
    }

    private <T> Map<String, T> byAlias(Map<String, YamlValue> section, Function<YamlValue, Optional<T>> reading) {
        return named(section, "an alias, or provider/model", builder::serves, reading);
    }

    private static <T> Map<String, T> byTeam(MappingFields scopes, Function<YamlValue, Optional<T>> reading) {
        return named(scopes.section("teams"), "a team", name -> !name.isBlank(), reading);
    }

    private static <T> Map<String, T> named(
            Map<String, YamlValue> section,
            String expected,
            Predicate<String> isName,
            Function<YamlValue, Optional<T>> reading) {
        Map<String, T> found = new LinkedHashMap<>();
        section.forEach((name, value) -> {
            if (isName.test(name)) {
                reading.apply(value).ifPresent(one -> found.put(name, one));
            } else {
                value.error("expected " + expected + " as the name, got " + ValueDescription.quoted(name));
            }
        });
        return found;
    }
}
