package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Edits the texts in fields that are complete wherever they are, such as a list of sources. A later value replaces an earlier one. */
final class CompleteFields {
    /** What these fields hold is no text: a client or provider takes it as it is, or cannot use it any more. */
    private static final Set<String> NO_TEXT = Set.of(
            "data", "encrypted_content", "format", "id", "obfuscation", "signature", "thought_signature", "type");

    private final StreamEditors editors;

    /** Some providers send the same fields with each chunk. */
    private final Map<String, EditedValue> latest = new HashMap<>();

    private final Map<String, String> names = new HashMap<>();

    private record EditedValue(JsonNode before, JsonNode after) {}

    CompleteFields(StreamEditors editors) {
        this.editors = editors;
    }

    static boolean isText(String field) {
        return !NO_TEXT.contains(field);
    }

    Map<String, JsonNode> edited(Map<String, JsonNode> fields) {
        if (fields.isEmpty()) {
            return fields;
        }
        Map<String, JsonNode> edited = new LinkedHashMap<>();
        fields.forEach((name, value) -> edited.put(name(name), again(name, value)));
        return edited;
    }

    /** The same name of a field, edited: the model may have chosen it. */
    String name(String name) {
        return names.computeIfAbsent(name, editors::whole);
    }

    /** The same number, unless it is as long as a card's and may not be shown. */
    JsonNode number(JsonNode value) {
        String digits = JsonTexts.digits(value);
        String edited = digits.isEmpty() ? digits : editors.whole(digits);
        return edited.equals(digits) ? value : TextNode.valueOf(edited);
    }

    private JsonNode again(String name, JsonNode value) {
        EditedValue before = latest.get(name);
        if (before != null && before.before().equals(value)) {
            return before.after();
        }
        JsonNode after = value(name, value);
        latest.put(name, new EditedValue(value, after));
        return after;
    }

    /** The same value of this field, with everything in it edited. */
    JsonNode value(String field, JsonNode value) {
        if (value.isTextual()) {
            return isText(field) ? TextNode.valueOf(editors.whole(value.textValue())) : value;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode edited = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(inner -> edited.set(name(inner.getKey()), value(inner.getKey(), inner.getValue())));
            return edited;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode edited = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> edited.add(value(field, element)));
            return edited;
        }
        return number(value);
    }
}
