package dev.tollgate.setup;

import dev.tollgate.openai.Markups;
import dev.tollgate.openai.Requirements;
import dev.tollgate.openai.Terms;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code gateway}: what holds for every request. */
final class TermsSection {
    private static final Set<String> FIELDS = Set.of("require", "markup_percent");
    private static final Set<String> MARKUPS = Set.of("keys", "aliases", "teams");
    private static final BigDecimal LEAST = BigDecimal.valueOf(-100);
    private static final BigDecimal MOST = BigDecimal.valueOf(10_000);
    private static final String PERCENT = "percent from -100 to 10000, such as 7.5";

    private TermsSection() {}

    static Terms read(Value value, Draft draft) {
        Fields fields = Fields.of(value, FIELDS, Set.of());
        return new Terms(
                fields.find("require").map(RequirementSection::read).orElse(Requirements.NONE),
                fields.find("markup_percent")
                        .map(section -> markups(section, draft))
                        .orElse(Markups.NONE));
    }

    /** Keys need not be in the file: they may have been made by other means. */
    private static Markups markups(Value value, Draft draft) {
        Fields fields = Fields.of(value, MARKUPS, Set.of());
        return new Markups(
                percents(fields.section("keys"), "a key's id", Names::isKeyId),
                percents(fields.section("aliases"), "an alias, or provider/model", draft::serves),
                percents(fields.section("teams"), "a team", name -> !name.isBlank()));
    }

    private static Map<String, BigDecimal> percents(
            Map<String, Value> section, String expected, Predicate<String> named) {
        Map<String, BigDecimal> percents = new LinkedHashMap<>();
        section.forEach((name, value) -> {
            if (!named.test(name)) {
                value.error("expected " + expected + " as the name, got " + Found.quoted(name));
            }
            value.number(PERCENT, TermsSection::possible).ifPresent(percent -> percents.put(name, percent));
        });
        return percents;
    }

    private static boolean possible(BigDecimal percent) {
        return percent.compareTo(LEAST) >= 0 && percent.compareTo(MOST) <= 0;
    }
}
