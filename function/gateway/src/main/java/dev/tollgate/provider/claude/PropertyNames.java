package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.parse.NumberParser;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a tool's parameters. Claude takes letters, digits, {@code _}, {@code .} and {@code -}, at most 64, and rejects
 * the whole request for {@code $top} or {@code filter[id]}. Each other character becomes {@code -.24.-}, its code in
 * hexadecimal digits, and returns in the arguments of calls. A decoder does not know the request, so the form says it all.
 */
public final class PropertyNames {
    private static final Pattern NOT_ACCEPTED = Pattern.compile("[^a-zA-Z0-9_.-]");
    private static final Pattern CODE = Pattern.compile("-\\.([0-9a-f]{2,6})\\.-");
    /** What may be the start of a code, at the end of a piece. */
    private static final Pattern PART = Pattern.compile("-(\\.([0-9a-f]{1,6}\\.?)?)?$");

    private static final int MAX_LENGTH = 64;

    private final StringBuilder held = new StringBuilder();

    /** Creates the reader of one call's arguments. */
    public PropertyNames() {}

    /** Renames the properties of the outermost object: Claude checks no others. */
    static void encode(ObjectNode schema) {
        if (!(schema.get("properties") instanceof ObjectNode properties)
                || properties.properties().stream().allMatch(field -> isAccepted(field.getKey()))) {
            return;
        }
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : properties.properties()) {
            renamed.set(encoded(field.getKey()), field.getValue());
        }
        schema.set("properties", renamed);
        if (schema.get("required") instanceof ArrayNode names) {
            ArrayNode required = JsonNodeFactory.instance.arrayNode();
            names.forEach(name -> required.add(encoded(name.asText())));
            schema.set("required", required);
        }
    }

    private static boolean isAccepted(String name) {
        return !NOT_ACCEPTED.matcher(name).find();
    }

    /** The name as Claude takes it. A name that would become too long stays, and Claude rejects it by name. */
    private static String encoded(String name) {
        String encoded = NOT_ACCEPTED.matcher(name).replaceAll(match -> "-.%02x.-"
                .formatted(match.group().codePointAt(0)));
        return encoded.length() <= MAX_LENGTH ? encoded : name;
    }

    /** The next piece of the arguments with the caller's names, as far as it is certain. */
    public String add(String json) {
        held.append(json);
        String text = restored(held.toString());
        Matcher part = PART.matcher(text);
        int certain = part.find() ? part.start() : text.length();
        held.setLength(0);
        held.append(text, certain, text.length());
        return text.substring(0, certain);
    }

    /** What is left at the end of the arguments. */
    public String end() {
        String rest = held.toString();
        held.setLength(0);
        return rest;
    }

    private static String restored(String json) {
        return CODE.matcher(json).replaceAll(match -> {
            OptionalLong number = NumberParser.whole(match.group(1), 16, 0, Character.MAX_CODE_POINT);
            if (number.isEmpty()) {
                return Matcher.quoteReplacement(match.group());
            }
            int character = (int) number.getAsLong();
            boolean isEscaped = character < ' ' || character == '"' || character == '\\';
            return Matcher.quoteReplacement(isEscaped ? "\\u%04x".formatted(character) : Character.toString(character));
        });
    }
}
