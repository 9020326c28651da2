package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes one object of a function's parameters that are alternatives or a reference: neither Claude nor OpenAI takes these at the top. */
public final class MergedAlternatives {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf", "allOf");

    private MergedAlternatives() {}

    /** Changes this schema, if it has any. */
    public static void in(ObjectNode schema) {
        inlineReference(schema, schema);
        mergeAlternatives(schema);
    }

    /** Generators of schemas put the object itself into the definitions. */
    private static void inlineReference(ObjectNode schema, ObjectNode root) {
        JsonNode target = target(schema.path("$ref").asText(), root);
        if (target instanceof ObjectNode object) {
            schema.remove("$ref");
            ObjectNode copy = object.deepCopy();
            copy.properties().forEach(field -> {
                if (!schema.has(field.getKey())) {
                    schema.set(field.getKey(), field.getValue());
                }
            });
        }
    }

    private static JsonNode target(String reference, ObjectNode root) {
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : NODES.missingNode();
    }

    /** Alternatives at the top level become one object with the properties of all. It requires what each of them requires. */
    private static void mergeAlternatives(ObjectNode schema) {
        for (String keyword : ALTERNATIVES) {
            if (!(schema.remove(keyword) instanceof ArrayNode alternatives)) {
                continue;
            }
            Set<String> required = null;
            for (JsonNode alternative : alternatives) {
                if (!(alternative instanceof ObjectNode object)) {
                    continue;
                }
                inlineReference(object, schema);
                object.path("properties").properties().forEach(property -> properties(schema)
                        .putIfAbsent(property.getKey(), property.getValue()));
                Set<String> names = names(object.path("required"));
                if (required == null) {
                    required = names;
                } else if (keyword.equals("allOf")) {
                    required.addAll(names);
                } else {
                    required.retainAll(names);
                }
            }
            require(schema, required == null ? Set.of() : required);
        }
    }

    private static ObjectNode properties(ObjectNode schema) {
        return schema.get("properties") instanceof ObjectNode properties ? properties : schema.putObject("properties");
    }

    private static void require(ObjectNode schema, Set<String> names) {
        Set<String> all = names(schema.path("required"));
        all.addAll(names);
        if (!all.isEmpty()) {
            ArrayNode required = schema.putArray("required");
            all.forEach(required::add);
        }
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new LinkedHashSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }
}
