package dev.tollgate.setup;

import dev.tollgate.bill.Charges;
import dev.tollgate.bill.Markups;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.Tariffs;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads what callers are charged: mark-ups and prices, each by key, alias and team. */
final class TariffSection {
    static final String MARKUPS = "markup_percent";
    static final String PRICES = "prices";

    private static final Set<String> SCOPES = Set.of("keys", "aliases", "teams");
    private static final BigDecimal LEAST = BigDecimal.valueOf(-100);
    private static final BigDecimal MOST = BigDecimal.valueOf(10_000);
    private static final String PERCENT = "percent from -100 to 10000, such as 7.5";

    private final Draft draft;

    TariffSection(Draft draft) {
        this.draft = draft;
    }

    Tariffs read(Fields gateway) {
        return new Tariffs(
                gateway.find(MARKUPS).map(this::markups).orElse(Markups.NONE),
                gateway.find(PRICES).map(this::charges).orElse(Charges.NONE));
    }

    private Markups markups(Value value) {
        Fields scopes = Fields.of(value, SCOPES, Set.of());
        return new Markups(
                byKey(scopes, TariffSection::percent),
                byAlias(scopes.section("aliases"), TariffSection::percent),
                byTeam(scopes, TariffSection::percent));
    }

    private Charges charges(Value value) {
        Fields scopes = Fields.of(value, SCOPES, Set.of());
        return new Charges(
                byKey(scopes, this::prices),
                byAlias(scopes.section("aliases"), PriceSection::one),
                byTeam(scopes, this::prices));
    }

    private Optional<Map<String, Price>> prices(Value value) {
        return Optional.of(byAlias(value.entries(), PriceSection::one));
    }

    private static Optional<BigDecimal> percent(Value value) {
        return value.number(PERCENT, percent -> percent.compareTo(LEAST) >= 0 && percent.compareTo(MOST) <= 0);
    }

    /** Keys need not be in the file: they may have been made by other means. */
    private static <T> Map<String, T> byKey(Fields scopes, Function<Value, Optional<T>> reading) {
        return named(scopes.section("keys"), "a key's id", Names::isKeyId, reading);
    }

    private <T> Map<String, T> byAlias(Map<String, Value> section, Function<Value, Optional<T>> reading) {
        return named(section, "an alias, or provider/model", draft::serves, reading);
    }

    private static <T> Map<String, T> byTeam(Fields scopes, Function<Value, Optional<T>> reading) {
        return named(scopes.section("teams"), "a team", name -> !name.isBlank(), reading);
    }

    private static <T> Map<String, T> named(
            Map<String, Value> section,
            String expected,
            Predicate<String> isName,
            Function<Value, Optional<T>> reading) {
        Map<String, T> found = new LinkedHashMap<>();
        section.forEach((name, value) -> {
            if (isName.test(name)) {
                reading.apply(value).ifPresent(one -> found.put(name, one));
            } else {
                value.error("expected " + expected + " as the name, got " + Found.quoted(name));
            }
        });
        return found;
    }
}
