package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field whose value comes in pieces: strings and lists are appended, objects joined field by field, and anything else replaced. A text
 * of many small pieces takes time in proportion to its length, and not to its square.
 */
final class JoinedField {
    /** The only piece so far, or what joins nothing, such as a number. */
    private JsonNode single = NullNode.getInstance();

    private @Nullable StringBuilder text;
    private @Nullable ArrayNode list;
    private @Nullable Map<String, JoinedField> object;

    void add(JsonNode piece) {
        if (piece.isNull()) {
            return;
        }
        if (piece.isTextual() && (text != null || single.isTextual())) {
            text = text == null ? new StringBuilder(single.textValue()) : text;
            text.append(piece.textValue());
        } else if (piece instanceof ArrayNode more && (list != null || single.isArray())) {
            list = list == null ? JsonNodeFactory.instance.arrayNode().addAll((ArrayNode) single) : list;
            list.addAll(more);
        } else if (piece instanceof ObjectNode more && (object != null || single.isObject())) {
            object = object == null ? fields((ObjectNode) single) : object;
            addAll(object, more);
        } else {
            text = null;
            list = null;
            object = null;
            single = piece;
        }
    }

    private static Map<String, JoinedField> fields(ObjectNode first) {
        Map<String, JoinedField> fields = new LinkedHashMap<>();
        addAll(fields, first);
        return fields;
    }

    private static void addAll(Map<String, JoinedField> fields, ObjectNode piece) {
        piece.properties().forEach(field -> fields.computeIfAbsent(field.getKey(), _ -> new JoinedField())
                .add(field.getValue()));
    }

    JsonNode value() {
        if (text != null) {
            return TextNode.valueOf(text.toString());
        }
        if (object != null) {
            return JsonNodeFactory.instance.objectNode().setAll(values(object));
        }
        return list == null ? single : list;
    }

    /** The values of fields, in the order in which they came. */
    static Map<String, JsonNode> values(Map<String, JoinedField> fields) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> values.put(name, field.value()));
        return values;
    }
}
