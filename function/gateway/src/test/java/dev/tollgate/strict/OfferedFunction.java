package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A function that a request offers to the model. */
public record OfferedFunction(String name, JsonNode parameters) {

    /** A call of it, with a value for each of its parameters. */
    public ModelTurn.FunctionCall call() {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        parameters.path("properties").properties().forEach(property -> {
            JsonNode schema = property.getValue();
            switch (schema.path("type").asText()) {
                case "integer", "number" -> arguments.put(property.getKey(), 1);
                case "boolean" -> arguments.put(property.getKey(), true);
                case "array" -> arguments.putArray(property.getKey());
                case "object" -> arguments.putObject(property.getKey());
                default ->
                    arguments.put(property.getKey(), schema.path("enum").path(0).asText("Paris"));
            }
        });
        return new ModelTurn.FunctionCall(name, arguments.toString());
    }
}
