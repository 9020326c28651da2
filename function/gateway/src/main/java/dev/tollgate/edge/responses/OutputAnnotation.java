package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.AnnotationFields;

/**
 * The source of a piece of text. Chat has its fields in an object of their own, named as its type. Fields that OpenAI does not know are
 * left out: clients send annotations back to whatever model goes on.
 */
final class OutputAnnotation {
    private static final String START = "start_index";
    private static final String END = "end_index";

    private OutputAnnotation() {}

    /**
     * The annotation in this API's form.
     *
     * @param textBefore how many characters of the answer come before the text that has it
     */
    static ObjectNode of(JsonNode annotation, int textBefore) {
        String type = annotation.path("type").asText();
        ObjectNode own = JsonNodeFactory.instance.objectNode().put("type", type);
        JsonNode fields = annotation.has(type) ? annotation.path(type) : annotation;
        fields.properties().forEach(field -> own.set(field.getKey(), field.getValue()));
        own.put("type", type);
        own.remove(AnnotationFields.unknown(own));
        if (own.has(START) && own.has(END)) {
            own.put(START, Math.max(0, own.path(START).asInt() - textBefore));
            own.put(END, Math.max(0, own.path(END).asInt() - textBefore));
        }
        return own;
    }

    /** Whether this API has annotations of this type. */
    static boolean isKnown(JsonNode annotation) {
        return AnnotationFields.hasType(annotation.path("type").asText());
    }

    /** Where in the answer's text it starts; 0 where it does not say that. */
    static int start(JsonNode annotation) {
        JsonNode fields = annotation.path(annotation.path("type").asText());
        return (fields.isObject() ? fields : annotation).path(START).asInt();
    }
}
