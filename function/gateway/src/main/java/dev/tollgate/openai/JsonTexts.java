package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Edits the texts in JSON: every string, the names of fields, and numbers as long as a card's. A document without a change keeps its
 * characters.
 */
final class JsonTexts {
    private static final int LEAST_DIGITS = 8;

    /** The API has no longer names of fields. */
    private static final int LONGEST_NAME = 40;

    /** A file in Base64 hides from the memory budget how many elements it has. A document with more of them is text like any other. */
    private static final int MOST_ELEMENTS = 100_000;

    /** What follows a document is not in its tree. */
    private static final ObjectReader LAST_OF_NAMES = JsonCodec.mapper()
            .reader()
            .with(JsonCodec.upTo(MOST_ELEMENTS))
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final ObjectReader DISTINCT_NAMES =
            LAST_OF_NAMES.with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    /** Fields that hold a file in Base64, in the words of OpenAI, Anthropic and Gemini. */
    private static final Set<String> FILES = Set.of("data", "file_data");

    private static final List<String> MEDIA_TYPES = List.of("mimeType", "mime_type", "media_type");

    /** Fields that hold one message in parts, in the words of each API. */
    private static final List<String> PARTS = List.of("content", "parts", "system", "output");

    private static final String TEXT = "text";
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
        Map<String, Integer> numbers = new HashMap<>();
        fields.forEach((name, value) -> {
            TextPath own = at(path, name);
            edited.put(free(editor.text(own, name), edited, numbers), field(own, name, value, fields));
        });
        return edited;
    }

    private JsonNode field(TextPath path, String name, JsonNode value, Map<String, JsonNode> fields) {
        boolean isFile = contract && value.isTextual() && FILES.contains(name) && !isPlainText(fields);
        return isFile
                ? leaf(value, value.textValue(), EncodedText.file(path, value.textValue(), mediaType(fields), editor))
                : value(path, value);
    }

    /** Anthropic's documents may be a text as it is. */
    private static boolean isPlainText(Map<String, JsonNode> fields) {
        JsonNode type = fields.get("type");
        return type != null && type.asText().equals("text");
    }

    /** What the fields next to a file say that it is; empty if they do not. */
    private static String mediaType(Map<String, JsonNode> fields) {
        return MEDIA_TYPES.stream()
                .map(fields::get)
                .filter(Objects::nonNull)
                .map(type -> type.asText().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    /** A name that its author has chosen is content, which no message may show; the path then ends above it. */
    private TextPath at(@Nullable TextPath path, String name) {
        if (path == null) {
            return at(name);
        }
        return contract && isPlain(name) ? path.field(name) : path;
    }

    /** The path of a field of the request itself, whose name may be its author's. */
    static TextPath at(String name) {
        return TextPath.of(isPlain(name) ? name : "extra field");
    }

    private static boolean isPlain(String name) {
        return name.length() <= LONGEST_NAME
                && name.chars().allMatch(character -> character == '_' || (character >= 'a' && character <= 'z'));
    }

    /**
     * Two names that are redacted to the same one are still two fields.
     *
     * @param numbers the last number for each name: to count from the start for each of many fields would take very long
     */
    private static String free(String name, Map<String, JsonNode> taken, Map<String, Integer> numbers) {
        String free = name;
        while (taken.containsKey(free)) {
            free = name + "_" + numbers.merge(name, 2, (last, _) -> last + 1);
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
        String digits = digits(value);
        return digits.isEmpty() ? value : leaf(value, digits, editor.text(path, digits));
    }

    /** A number that is long enough to identify somebody; empty for all else. */
    static String digits(JsonNode value) {
        String digits = value.isNumber() ? value.asText() : "";
        return digits.length() < LEAST_DIGITS ? "" : digits;
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
        List<JsonNode> elements = array.valueStream().toList();
        if (contract && PARTS.stream().anyMatch(path.step()::endsWith)) {
            elements = AdjacentTexts.edited(path, elements, JsonTexts::partText, JsonTexts::withText, editor);
        }
        ArrayNode edited = JsonNodeFactory.instance.arrayNode(array.size());
        for (int i = 0; i < elements.size(); i++) {
            edited.add(value(contract ? path.element(i) : path, elements.get(i)));
        }
        return editor.changes() == before ? array : edited;
    }

    private static Optional<String> partText(JsonNode part) {
        return Optional.ofNullable(part.path(TEXT).textValue());
    }

    private static JsonNode withText(JsonNode part, String text) {
        return ((ObjectNode) part.deepCopy()).put(TEXT, text);
    }

    private static JsonNode leaf(JsonNode value, String before, String after) {
        return after.equals(before) ? value : TextNode.valueOf(after);
    }

    private String text(TextPath path, String text) {
        if (contract && path.step().equals(NAME)) {
            return editor.name(path, text);
        }
        return contract && path.step().endsWith(URL)
                ? EncodedText.reference(path, text, editor)
                : EncodedText.encoded(path, text, editor);
    }

    /**
     * Edits text that is a JSON document, or else any other text. Where a document has a name twice, parsers read the last value: the
     * text becomes what they read, so that none of it leaves unread.
     */
    static String document(TextPath path, String text, ChangeCounter editor) {
        JsonTexts texts = new JsonTexts(editor, false);
        Optional<JsonNode> whole = read(text, DISTINCT_NAMES);
        if (whole.isPresent()) {
            int before = editor.changes();
            JsonNode edited = texts.value(path, whole.get());
            return editor.changes() == before ? text : edited.toString();
        }
        return read(text, LAST_OF_NAMES)
                .map(document -> editor.replaced(texts.value(path, document).toString()))
                .orElseGet(() -> EncodedText.written(path, text, editor));
    }

    /** Empty if it is none: a model may write arguments that are text like any other. */
    private static Optional<JsonNode> read(String text, ObjectReader reader) {
        try {
            return Optional.of(reader.readTree(text)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
