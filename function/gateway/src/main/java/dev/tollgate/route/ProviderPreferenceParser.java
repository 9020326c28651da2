package dev.tollgate.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MaxPrice;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.parse.NumberParser;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the object {@code provider} of a request: OpenRouter's form of a routing preference
 * (https://openrouter.ai/docs/features/provider-routing).
 */
final class ProviderPreferenceParser {
    private static final Set<String> FIELDS = Set.of(
            "order",
            "only",
            "ignore",
            "sort",
            "max_price",
            "allow_fallbacks",
            "require_parameters",
            "data_collection",
            "zdr");

    private static final Set<String> MAX_PRICE_FIELDS = Set.of("prompt", "completion");

    /** The gateway has one measure of speed: the time until an answer of the expected length is complete. */
    private static final Map<String, RoutingStrategy> SORTS = Map.of(
            "price",
            RoutingStrategy.CHEAPEST,
            "throughput",
            RoutingStrategy.FASTEST,
            "latency",
            RoutingStrategy.FASTEST);

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final int MAX_NAME_LENGTH = 512;

    private final JsonNode fields;

    /**
     * A parser of this object.
     *
     * @throws GatewayException {@code INVALID_VALUE} or {@code UNSUPPORTED_PARAMETER}, which names the field
     */
    ProviderPreferenceParser(JsonNode object) {
        this.fields = object;
        requireKnown(PreferenceSource.BODY.param(), object, FIELDS);
    }

    /** The preference; each field may be absent or null. */
    RoutePreference preference() {
        return new RoutePreference(
                PreferenceSource.BODY,
                List.copyOf(names("order")),
                names("only"),
                names("ignore"),
                sort(),
                new RoutingRequirements(
                        Set.of(),
                        dataCollection().equals("deny"),
                        flag("zdr", false),
                        maxPrice().orElse(null)),
                !flag("allow_fallbacks", true),
                flag("require_parameters", false));
    }

    private Set<String> names(String field) {
        Set<String> names = new LinkedHashSet<>();
        value(field, "an array of names of providers or models", ProviderPreferenceParser::isNames)
                .ifPresent(array -> array.forEach(name -> names.add(name.textValue())));
        return names;
    }

    private static boolean isNames(JsonNode node) {
        return node.isArray()
                && node.valueStream()
                        .allMatch(name -> name.isTextual()
                                && !name.textValue().isBlank()
                                && name.textValue().length() <= MAX_NAME_LENGTH);
    }

    private Optional<RoutingStrategy> sort() {
        return value("sort", oneOf(SORTS.keySet()), node -> node.isTextual() && SORTS.containsKey(node.textValue()))
                .map(sort -> SORTS.get(sort.textValue()));
    }

    private String dataCollection() {
        Set<String> words = Set.of("allow", "deny");
        return value("data_collection", oneOf(words), node -> node.isTextual() && words.contains(node.textValue()))
                .map(JsonNode::textValue)
                .orElse("allow");
    }

    private boolean flag(String field, boolean otherwise) {
        return value(field, "true or false", JsonNode::isBoolean)
                .map(JsonNode::booleanValue)
                .orElse(otherwise);
    }

    private Optional<MaxPrice> maxPrice() {
        Optional<JsonNode> object = value("max_price", "an object", JsonNode::isObject);
        object.ifPresent(prices -> requireKnown("provider.max_price", prices, MAX_PRICE_FIELDS));
        return object.filter(prices -> prices.valueStream().anyMatch(price -> !price.isNull()))
                .map(prices -> new MaxPrice(price(prices, "prompt"), price(prices, "completion")));
    }

    /** US dollars per million tokens, as a number or in a string. */
    private static @Nullable BigDecimal price(JsonNode prices, String field) {
        JsonNode node = prices.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return (node.isTextual() ? NumberParser.decimal(node.textValue()) : NumberParser.decimal(node))
                .map(BigDecimal::toPlainString)
                .filter(AMOUNT.asMatchPredicate())
                .flatMap(NumberParser::decimal)
                .orElseThrow(() -> invalid("max_price." + field, "US dollars per million tokens"));
    }

    private Optional<JsonNode> value(String field, String expected, Predicate<JsonNode> valid) {
        JsonNode node = fields.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!valid.test(node)) {
            throw invalid(field, expected);
        }
        return Optional.of(node);
    }

    /** A field that the gateway does not know would silently do nothing. */
    private static void requireKnown(String path, JsonNode object, Set<String> known) {
        if (!object.isObject()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE, path, "Invalid type or value for '" + path + "': expected an object.");
        }
        object.properties().stream()
                .filter(field ->
                        !known.contains(field.getKey()) && !field.getValue().isNull())
                .findFirst()
                .ifPresent(field -> {
                    String name = path + "." + PreferenceSource.shortened(field.getKey());
                    throw GatewayException.of(
                            ErrorKind.UNSUPPORTED_PARAMETER,
                            name,
                            String.format(
                                    Locale.ROOT,
                                    "Unsupported parameter: '%s': the gateway knows %s.",
                                    name,
                                    String.join(", ", new TreeSet<>(known))));
                });
    }

    private static String oneOf(Set<String> words) {
        return "one of " + String.join(", ", new TreeSet<>(words));
    }

    private static GatewayException invalid(String field, String expected) {
        String path = PreferenceSource.BODY.param() + "." + field;
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, path, "Invalid type or value for '" + path + "': expected " + expected + ".");
    }
}
