package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The references of one JSON Schema. Google finds what they refer to only in the {@code $defs} of the schema as a whole, and
 * rejects all others as undefined (google-gemini/gemini-cli#13326, anomalyco/opencode#12295). Generators also write
 * {@code definitions}, definitions inside of properties, and paths such as {@code #/properties/a}.
 */
final class GeminiReferences {
    static final String REF = "$ref";
    static final String DEFINITIONS = "$defs";
    static final String OLD_DEFINITIONS = "definitions";

    private static final String POINTER = "#";

    private final ObjectNode root;
    private final Map<String, JsonNode> definitions = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> written = new HashSet<>();

    GeminiReferences(ObjectNode root) {
        this.root = root;
        collect(root);
    }

    /** The name of a definition that a reference mentions and that this method has not returned yet; null if there is none. */
    @Nullable
    String next() {
        Iterator<String> names = open.iterator();
        if (!names.hasNext()) {
            return null;
        }
        String name = names.next();
        names.remove();
        return name;
    }

    JsonNode definition(String name) {
        return definitions.getOrDefault(name, MissingNode.getInstance());
    }

    /** The same schema, or what it refers to as a whole. */
    ObjectNode resolved() {
        ObjectNode schema = root;
        for (int depth = 0; depth <= definitions.size() && schema.path(REF).isTextual(); depth++) {
            JsonNode target = definitions.get(nameOf(schema.path(REF).textValue()));
            if (!(target instanceof ObjectNode definition)) {
                break;
            }
            schema = definition;
        }
        return schema;
    }

    /** A reference to the same definition in Google's form; an empty schema where there is no such definition. */
    ObjectNode reference(String ref) {
        ObjectNode reference = JsonNodeFactory.instance.objectNode();
        String name = nameOf(ref);
        if (!definitions.containsKey(name)) {
            return reference;
        }
        if (written.add(name)) {
            open.add(name);
        }
        return reference.put(REF, "#/" + DEFINITIONS + "/" + escaped(name));
    }

    /** The name of the definition. What a path refers to becomes a definition with the path as its name. */
    private String nameOf(String ref) {
        String name = unescaped(ref.substring(ref.lastIndexOf('/') + 1));
        boolean named = ref.startsWith("#/" + DEFINITIONS + "/") || ref.startsWith("#/" + OLD_DEFINITIONS + "/");
        if (named && definitions.containsKey(name)) {
            return name;
        }
        String path = ref.equals(POINTER) ? "root" : ref.replaceAll("[^A-Za-z0-9]+", "_");
        if (!definitions.containsKey(path) && at(ref) instanceof ObjectNode target) {
            definitions.put(path, target);
        }
        return path;
    }

    private JsonNode at(String ref) {
        if (!ref.startsWith(POINTER)) {
            return MissingNode.getInstance();
        }
        try {
            return root.at(JsonPointer.compile(ref.substring(POINTER.length())));
        } catch (IllegalArgumentException anchor) {
            return MissingNode.getInstance();
        }
    }

    private void collect(JsonNode schema) {
        if (schema.isObject()) {
            collectFrom(schema.path(DEFINITIONS));
            collectFrom(schema.path(OLD_DEFINITIONS));
        }
        schema.forEach(this::collect);
    }

    private void collectFrom(JsonNode named) {
        named.properties().forEach(definition -> {
            if (definition.getValue().isObject()) {
                definitions.putIfAbsent(definition.getKey(), definition.getValue());
            }
        });
    }

    private static String unescaped(String name) {
        return name.replace("~1", "/").replace("~0", "~");
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
