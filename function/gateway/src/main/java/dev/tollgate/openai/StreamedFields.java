package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Edits the texts in fields of a message that come in pieces, as {@link JoinedField} puts them together: a text in an object
 * continues, such as the transcript of speech, and an element of a list is complete. Only if it has an index, it continues the
 * element before that has the same, such as a step of reasoning.
 */
final class StreamedFields {
    /** The fields that say which element of a list a piece belongs to. */
    private static final List<String> IDENTITY = List.of("type", "id", "format", "index");

    private final StreamEditors editors;
    private final CompleteFields complete;
    private final Map<String, StreamedText> texts = new LinkedHashMap<>();

    /**
     * A text that comes in pieces.
     *
     * @param place puts a piece of it where it belongs
     */
    private record StreamedText(StreamEditor editor, UnaryOperator<JsonNode> place) {}

    StreamedFields(StreamEditors editors) {
        this.editors = editors;
        this.complete = new CompleteFields(editors);
    }

    /** The same fields, as far as they are final. */
    Map<String, JsonNode> add(Map<String, JsonNode> fields) {
        if (fields.isEmpty()) {
            return fields;
        }
        Map<String, JsonNode> edited = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            String shown = complete.name(name);
            edited.put(shown, value(name, name, value, rest -> object(shown, rest)));
        });
        return edited;
    }

    /** What is still held back. */
    Map<String, JsonNode> end() {
        JoinedField rest = new JoinedField();
        rest.add(JsonNodeFactory.instance.objectNode());
        for (StreamedText text : texts.values()) {
            String last = text.editor().end();
            if (!last.isEmpty()) {
                rest.add(text.place().apply(TextNode.valueOf(last)));
            }
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        rest.value().properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private JsonNode value(String path, String field, JsonNode value, UnaryOperator<JsonNode> place) {
        if (value.isTextual()) {
            return CompleteFields.isText(field) ? text(path, field, value.textValue(), place) : value;
        }
        if (value instanceof ObjectNode object) {
            return fields(path, object, inner -> rest -> place.apply(object(inner, rest)));
        }
        return value instanceof ArrayNode array ? elements(path, field, array, place) : complete.number(value);
    }

    private JsonNode text(String path, String field, String piece, UnaryOperator<JsonNode> place) {
        StreamedText text = texts.computeIfAbsent(
                path, _ -> new StreamedText(field.equals("arguments") ? editors.arguments() : editors.text(), place));
        return TextNode.valueOf(text.editor().add(piece));
    }

    private ObjectNode fields(String path, ObjectNode object, PlaceOfField places) {
        ObjectNode edited = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(inner -> {
            String name = complete.name(inner.getKey());
            String own = path + "." + inner.getKey();
            edited.set(name, value(own, inner.getKey(), inner.getValue(), places.of(name)));
        });
        return edited;
    }

    private ArrayNode elements(String path, String field, ArrayNode array, UnaryOperator<JsonNode> place) {
        ArrayNode edited = JsonNodeFactory.instance.arrayNode(array.size());
        for (JsonNode element : array) {
            if (element instanceof ObjectNode piece && piece.path("index").isInt()) {
                String own = path + "[" + piece.path("type").asText() + piece.get("index") + "]";
                edited.add(fields(own, piece, inner -> rest -> place.apply(continuation(piece, inner, rest))));
            } else {
                edited.add(complete.value(field, element));
            }
        }
        return edited;
    }

    /** How the places of an object's fields follow from their names. */
    @FunctionalInterface
    private interface PlaceOfField {
        UnaryOperator<JsonNode> of(String field);
    }

    private static ArrayNode continuation(ObjectNode like, String field, JsonNode rest) {
        ObjectNode element = JsonNodeFactory.instance.objectNode();
        for (String name : IDENTITY) {
            if (like.has(name)) {
                element.set(name, like.get(name));
            }
        }
        element.set(field, rest);
        return JsonNodeFactory.instance.arrayNode().add(element);
    }

    private static ObjectNode object(String field, JsonNode value) {
        return JsonNodeFactory.instance.objectNode().set(field, value);
    }
}
