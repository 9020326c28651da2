package dev.tollgate.guardrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A document with a value in each of its places in turn: in each text, in each name of a field, and in a field that nobody knows. */
public final class EveryPlace {
    /** One of the documents, and where the value is in it. */
    public record Place(String path, JsonNode document) {}

    private final JsonNode document;
    private final String value;
    private final List<Place> places = new ArrayList<>();

    private EveryPlace(JsonNode document, String value) {
        this.document = document;
        this.value = value;
    }

    /** All of them. */
    public static List<Place> of(JsonNode document, String value) {
        EveryPlace every = new EveryPlace(document, value);
        every.walk("", document);
        return every.places;
    }

    private void walk(String path, JsonNode node) {
        if (node instanceof ObjectNode object) {
            add(path + "/+", at -> ((ObjectNode) at).put("unknown_field", value), path);
            object.properties().forEach(field -> {
                String child = path + "/" + field.getKey();
                if (field.getValue().isTextual()) {
                    add(child, at -> ((ObjectNode) at).put(field.getKey(), value), path);
                    add(child + "+", at -> ((ObjectNode) at).put(field.getKey(), "x " + value + " y"), path);
                }
                add(child + "=", at -> ((ObjectNode) at).set(value, ((ObjectNode) at).remove(field.getKey())), path);
                walk(child, field.getValue());
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                if (array.get(i).isTextual()) {
                    add(path + "/" + i, at -> ((ArrayNode) at).set(index, TextNode.valueOf(value)), path);
                }
                walk(path + "/" + i, array.get(i));
            }
        }
    }

    private void add(String path, Consumer<JsonNode> change, String parent) {
        JsonNode copy = document.deepCopy();
        change.accept(copy.at(parent));
        places.add(new Place(path, copy));
    }
}
