package dev.tollgate.manifest;

import dev.tollgate.openai.MaxPrice;
import dev.tollgate.openai.RoutingRequirements;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code require} of an alias, a key or the gateway, and {@code regions}, which providers have as well. */
final class RequirementSection {
    private static final Set<String> FIELDS = Set.of("regions", "no_training", "zero_retention", "max_price", "priced");
    private static final Set<String> PRICE_FIELDS = Set.of("input", "output");
    private static final String AMOUNT = "US dollars per million tokens, such as 0.15";
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private RequirementSection() {}

    static RoutingRequirements read(YamlValue value) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        return new RoutingRequirements(
                fields.find("regions").map(RequirementSection::regions).orElse(Set.of()),
                flag(fields, "no_training"),
                flag(fields, "zero_retention"),
                fields.find("max_price").flatMap(RequirementSection::maxPrice).orElse(null),
                flag(fields, "priced"));
    }

    static boolean flag(MappingFields fields, String name) {
        return fields.find(name).flatMap(YamlValue::flag).orElse(false);
    }

    /** Regions are names that the team chooses. The gateway compares them as text and does not know what they mean. */
    static Set<String> regions(YamlValue value) {
        if (value.isEmptyList()) {
            value.error("expected at least one region, got an empty list; omit this field to name none");
        }
        Set<String> regions = new LinkedHashSet<>();
        value.elements()
                .forEach(element -> element.text("a region, such as eu or eu-central-1", REGION.asMatchPredicate())
                        .ifPresent(regions::add));
        return regions;
    }

    /** One amount for input and output, or one for each. */
    private static Optional<MaxPrice> maxPrice(YamlValue value) {
        if (!value.isMapping()) {
            return value.amount(AMOUNT + ", or { input: …, output: … }").map(most -> new MaxPrice(most, most));
        }
        MappingFields fields = MappingFields.of(value, PRICE_FIELDS, Set.of());
        BigDecimal input = amount(fields, "input");
        BigDecimal output = amount(fields, "output");
        if (input == null && output == null) {
            value.error("expected input, output or both, got neither");
            return Optional.empty();
        }
        return Optional.of(new MaxPrice(input, output));
    }

    private static @Nullable BigDecimal amount(MappingFields fields, String name) {
        return fields.find(name).flatMap(field -> field.amount(AMOUNT)).orElse(null);
    }
}
