package dev.tollgate.route;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MaxPrice;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.parse.NumberParser;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the header {@code x-tollgate-route}: {@code only=openai,anthropic; regions=eu; require=zero-retention; max-price=2}. */
final class RoutePreferenceParser {
    private static final Set<String> ENTRIES =
            Set.of("order", "only", "ignore", "strategy", "max-price", "regions", "require");
    private static final Pattern NAME = Pattern.compile("[^\\p{Z}\\p{C},;=]{1,512}");
    private static final String NO_TRAINING = "no-training";
    private static final String ZERO_RETENTION = "zero-retention";
    private static final String AMOUNT = "([0-9]{1,9}(?:\\.[0-9]{1,9})?)";
    private static final Pattern PRICE = Pattern.compile(AMOUNT + "(?:/" + AMOUNT + ")?");

    private final Map<String, String> entries = new HashMap<>();

    /** Splits the text into entries; {@link #preference()} parses their values. */
    RoutePreferenceParser(String text) {
        for (String entry : text.split(";", -1)) {
            if (!entry.isBlank()) {
                enter(entry.strip());
            }
        }
    }

    RoutePreference preference() {
        return new RoutePreference(
                PreferenceSource.HEADER,
                List.copyOf(names("order")),
                names("only"),
                names("ignore"),
                Optional.ofNullable(entries.get("strategy")).map(RoutePreferenceParser::strategy),
                requirements(),
                false,
                false);
    }

    /** Requirements of the request alone. They add to those of the key and the alias, and never take any back. */
    private RoutingRequirements requirements() {
        Set<String> terms = names("require");
        for (String term : terms) {
            if (!term.equals(NO_TRAINING) && !term.equals(ZERO_RETENTION)) {
                throw wrong("can require " + NO_TRAINING + " and " + ZERO_RETENTION + ", got "
                        + PreferenceSource.shown(term));
            }
        }
        return new RoutingRequirements(
                names("regions"),
                terms.contains(NO_TRAINING),
                terms.contains(ZERO_RETENTION),
                Optional.ofNullable(entries.get("max-price"))
                        .map(RoutePreferenceParser::maxPrice)
                        .orElse(null));
    }

    private void enter(String entry) {
        int equals = entry.indexOf('=');
        String name = equals < 0 ? entry : entry.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : entry.substring(equals + 1).strip();
        if (!ENTRIES.contains(name)) {
            throw wrong("has no entry " + PreferenceSource.shown(name) + "; it has "
                    + String.join(", ", new TreeSet<>(ENTRIES)));
        }
        if (value.isEmpty()) {
            throw wrong("needs a value for " + name + ", as in " + name + "=…");
        }
        if (entries.putIfAbsent(name, value) != null) {
            throw wrong("can have " + name + " only once");
        }
    }

    private Set<String> names(String entry) {
        Set<String> names = new LinkedHashSet<>();
        String value = entries.get(entry);
        if (value == null) {
            return names;
        }
        for (String element : value.split(",", -1)) {
            String name = element.strip();
            if (!NAME.matcher(name).matches()) {
                throw wrong(
                        "needs a comma-separated list of names for " + entry + ", got " + PreferenceSource.shown(name));
            }
            names.add(name);
        }
        return names;
    }

    private static RoutingStrategy strategy(String value) {
        return RoutingStrategy.named(value)
                .orElseThrow(() -> wrong(
                        "needs a strategy of " + RoutingStrategy.names() + ", got " + PreferenceSource.shown(value)));
    }

    /** One price for input and output tokens, or one for each. */
    private static MaxPrice maxPrice(String value) {
        Matcher price = PRICE.matcher(value);
        if (!price.matches()) {
            throw wrong(
                    "needs a max-price in US dollars per million tokens, such as 2, or 0.5/2 for input and output, got "
                            + PreferenceSource.shown(value));
        }
        BigDecimal input = NumberParser.decimal(price.group(1)).orElseThrow();
        return new MaxPrice(input, NumberParser.decimal(price.group(2)).orElse(input));
    }

    static GatewayException wrong(String what) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE,
                PreferenceSource.HEADER.param(),
                "The header " + PreferenceSource.HEADER.param() + " " + what + ".");
    }
}
