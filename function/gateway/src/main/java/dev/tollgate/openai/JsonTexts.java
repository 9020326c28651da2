package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Edits the texts in JSON: every string, the names of fields, and numbers as long as a card's. A document without a change keeps its
 * characters.
 */
final class JsonTexts {
    /** Shorter numbers identify nobody. */
    private static final int LEAST_DIGITS = 8;

    /** The API has no longer names of fields. */
    private static final int LONGEST_NAME = 40;

    /** A file in Base64 hides from the memory budget how many elements it has. A document with more of them is text like any other. */
    private static final int MOST_ELEMENTS = 100_000;

    private static final ObjectReader WHOLE = JsonCodec.mapper()
            .reader()
            .with(JsonCodec.upTo(MOST_ELEMENTS))
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String NAME = ".name";
    private static final String URL = "url";

    private final ChangeCounter editor;
    private final boolean contract;

    /**
     * Edits the JSON of a request.
     *
     * @param contract whether it is part of the API's contract, in which names have few characters to choose from, and files have
     *     addresses
     */
    JsonTexts(ChangeCounter editor, boolean contract) {
        this.editor = editor;
        this.contract = contract;
    }

    /**
     * Edits fields, as they are in a record's {@code extra}.
     *
     * @param path of the record; null for the request itself
     */
    Map<String, JsonNode> fields(@Nullable TextPath path, Map<String, JsonNode> fields) {
        Map<String, JsonNode> edited = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            TextPath own = at(path, name);
            edited.put(free(editor.text(own, name), edited), value(own, value));
        });
        return edited;
    }

    /** A name that its author has chosen is content, which no message may show; the path then ends above it. */
    private TextPath at(@Nullable TextPath path, String name) {
        if (path == null) {
            return TextPath.of(isPlain(name) ? name : "extra field");
        }
        return contract && isPlain(name) ? path.field(name) : path;
    }

    private static boolean isPlain(String name) {
        return name.length() <= LONGEST_NAME
                && name.chars().allMatch(character -> character == '_' || (character >= 'a' && character <= 'z'));
    }

    /** Two names that are redacted to the same one are still two fields. */
    private static String free(String name, Map<String, JsonNode> taken) {
        String free = name;
        for (int number = 2; taken.containsKey(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    JsonNode value(TextPath path, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object(path, object);
        }
        if (value instanceof ArrayNode array) {
            return array(path, array);
        }
        if (value.isTextual()) {
            return leaf(value, value.textValue(), text(path, value.textValue()));
        }
        String number = value.isNumber() ? value.asText() : "";
        return number.length() < LEAST_DIGITS ? value : leaf(value, number, editor.text(path, number));
    }

    private JsonNode object(TextPath path, ObjectNode object) {
        int before = editor.changes();
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        Map<String, JsonNode> edited = fields(path, fields);
        return editor.changes() == before
                ? object
                : JsonNodeFactory.instance.objectNode().setAll(edited);
    }

    private JsonNode array(TextPath path, ArrayNode array) {
        int before = editor.changes();
        ArrayNode edited = JsonNodeFactory.instance.arrayNode(array.size());
        for (int i = 0; i < array.size(); i++) {
            edited.add(value(contract ? path.element(i) : path, array.get(i)));
        }
        return editor.changes() == before ? array : edited;
    }

    private static JsonNode leaf(JsonNode value, String before, String after) {
        return after.equals(before) ? value : TextNode.valueOf(after);
    }

    private String text(TextPath path, String text) {
        if (EncodedText.isBinary(text)) {
            return text;
        }
        if (contract && path.step().equals(NAME)) {
            return editor.name(path, text);
        }
        return contract && path.step().endsWith(URL)
                ? EncodedText.reference(path, text, editor)
                : EncodedText.prose(path, text, editor);
    }

    /** Edits text that is one JSON document, or else any other text: what follows a document must not get lost. */
    static String document(TextPath path, String text, ChangeCounter editor) {
        try {
            JsonNode document = WHOLE.readTree(text);
            if (document.isContainerNode()) {
                int before = editor.changes();
                JsonNode edited = new JsonTexts(editor, false).value(path, document);
                return editor.changes() == before ? text : edited.toString();
            }
        } catch (JsonProcessingException notJson) {
            // A model may write arguments that are none; they are text like any other.
        }
        return EncodedText.unescaped(path, text, editor);
    }
}
