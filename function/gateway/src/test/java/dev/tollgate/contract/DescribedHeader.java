package dev.tollgate.contract;

import static dev.tollgate.contract.OpenApiDocument.at;
import static dev.tollgate.contract.OpenApiDocument.resolved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** A header of a response in the document. */
record DescribedHeader(String name, boolean required, boolean number, String schema) {
    private static final Set<String> NUMBERS = Set.of("integer", "number");

    static DescribedHeader of(String name, String pointer) {
        String schema = resolved(pointer) + "/schema";
        return new DescribedHeader(
                name,
                at(pointer).path("required").asBoolean(),
                NUMBERS.contains(at(schema).path("type").asText()),
                schema);
    }

    /** What of a value is not as it is described; on the wire it is text, whatever it means. */
    List<String> breaches(String value) {
        JsonNode meant = number
                ? JsonNodeFactory.instance.numberNode(new BigDecimal(value))
                : JsonNodeFactory.instance.textNode(value);
        return OpenApiDocument.errors(schema, meant).stream()
                .map(error -> name + ": " + value + ": " + error)
                .toList();
    }
}
