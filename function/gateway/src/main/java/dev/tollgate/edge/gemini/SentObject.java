package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.parse.NumberParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object of a request. Its fields may have names in camel or snake case, and numbers may be strings, as Google reads them
 * (https://protobuf.dev/programming-guides/json). It knows which fields have been read: the others are not translated.
 */
final class SentObject {
    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");
    private static final String NO_EQUAL = "has nothing like it";

    private final String path;
    private final ObjectNode node;
    private final UntranslatedFields untranslated;
    private final Set<String> read = new HashSet<>();

    SentObject(String path, ObjectNode node, UntranslatedFields untranslated) {
        this.path = path;
        this.node = node;
        this.untranslated = untranslated;
    }

    /** Where it is in the request. */
    String path() {
        return path;
    }

    /** The path of one of its fields. */
    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /**
     * A field's value, read from here on; empty if it is absent or null. It must not be there under both of its names: Google could
     * read the other one.
     */
    Optional<JsonNode> get(String name) {
        String snake = CAPITAL.matcher(name).replaceAll("_$1").toLowerCase(Locale.ROOT);
        boolean twice = !snake.equals(name) && node.hasNonNull(name) && node.hasNonNull(snake);
        RequestRules.valid(path(name), !twice, "one of its two names");
        String written = node.hasNonNull(name) ? name : snake;
        read.add(name);
        read.add(snake);
        return Optional.ofNullable(node.get(written)).filter(value -> !value.isNull());
    }

    boolean has(String name) {
        return get(name).isPresent();
    }

    @Nullable
    String text(String name) {
        return get(name)
                .map(value -> {
                    RequestRules.valid(path(name), value.isTextual(), "a string");
                    return value.textValue();
                })
                .orElse(null);
    }

    /**
     * A string that must be there.
     *
     * @throws dev.tollgate.openai.GatewayException {@code MISSING_PARAMETER}
     */
    String requiredText(String name) {
        String text = text(name);
        RequestRules.present(path(name), text != null);
        return Objects.requireNonNull(text);
    }

    /** The same for an object. */
    SentObject required(String name) {
        Optional<SentObject> object = object(name);
        RequestRules.present(path(name), object.isPresent());
        return object.orElseThrow();
    }

    @Nullable
    Boolean flag(String name) {
        return get(name)
                .map(value -> {
                    RequestRules.valid(path(name), value.isBoolean(), "true or false");
                    return value.booleanValue();
                })
                .orElse(null);
    }

    @Nullable
    BigDecimal number(String name) {
        return get(name).map(value -> number(name, value)).orElse(null);
    }

    private BigDecimal number(String name, JsonNode value) {
        Optional<BigDecimal> number =
                value.isNumber() ? NumberParser.decimal(value) : NumberParser.decimal(value.textValue());
        RequestRules.valid(path(name), number.isPresent(), "a number");
        return number.orElseThrow();
    }

    /** A whole number of 32 bits. */
    @Nullable
    Integer integer(String name) {
        BigDecimal number = number(name);
        if (number == null) {
            return null;
        }
        boolean whole = number.stripTrailingZeros().scale() <= 0
                && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        RequestRules.valid(path(name), whole, "an integer");
        return number.intValue();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(name)) {
            RequestRules.valid(path(name), value.isTextual(), "a list of strings");
            texts.add(value.textValue());
        }
        return texts;
    }

    Optional<SentObject> object(String name) {
        return get(name).map(value -> of(path(name), value));
    }

    /** The objects in a list. */
    List<SentObject> objects(String name) {
        List<SentObject> objects = new ArrayList<>();
        for (JsonNode value : list(name)) {
            objects.add(of(path(name) + "[" + objects.size() + "]", value));
        }
        return objects;
    }

    /** A list; one value alone counts as a list with it, as Google's SDKs allow. */
    private Iterable<JsonNode> list(String name) {
        return get(name)
                .<Iterable<JsonNode>>map(value -> value.isArray() ? value : List.of(value))
                .orElse(List.of());
    }

    private SentObject of(String where, JsonNode value) {
        RequestRules.valid(where, value.isObject(), "an object");
        return new SentObject(where, (ObjectNode) value, untranslated);
    }

    /** Names every field that nobody has read, and that asks for something. */
    void reportOthers() {
        others().keySet().forEach(name -> untranslated.add(path(name), NO_EQUAL));
    }

    /** The fields that nobody has read, and that ask for something, by their names in the request. */
    Map<String, JsonNode> others() {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            boolean says = !value.isNull() && !(value.isContainerNode() && value.isEmpty());
            if (says && !read.contains(field.getKey())) {
                others.put(field.getKey(), value);
            }
        });
        return others;
    }

    /** Whether nobody has read this field, by the name that it has in the request. */
    boolean isUnread(String name) {
        return !read.contains(name);
    }

    /** The object as it was sent. */
    ObjectNode node() {
        return node;
    }
}
