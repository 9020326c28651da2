package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.SchemaTree;
import java.util.Map;

/**
 * How much Claude enforces in one request
 * (https://platform.claude.com/docs/en/build-with-claude/structured-outputs#schema-complexity-limits). Anthropic and Bedrock
 * reject more. An instance serves one request.
 */
public final class StrictLimits {
    private static final int MAX_TOOLS = 20;
    private static final int MAX_OPTIONAL = 24;
    private static final int MAX_UNIONS = 16;

    private int tools;
    private SchemaSize size = new SchemaSize(0, 0);

    /**
     * What Claude counts in a schema.
     *
     * @param optional the properties that are not required
     * @param unions the properties with alternatives or with several types
     */
    private record SchemaSize(int optional, int unions) {
        private static SchemaSize of(ObjectNode schema) {
            int[] counts = new int[2];
            SchemaTree.visit(schema, inner -> {
                for (Map.Entry<String, JsonNode> property :
                        inner.path("properties").properties()) {
                    counts[0] += isRequired(property.getKey(), inner.path("required")) ? 0 : 1;
                    counts[1] += isUnion(property.getValue()) ? 1 : 0;
                }
            });
            return new SchemaSize(counts[0], counts[1]);
        }

        private static boolean isRequired(String name, JsonNode required) {
            return required.valueStream().anyMatch(other -> other.asText().equals(name));
        }

        private static boolean isUnion(JsonNode property) {
            return property.path("type").isArray() || property.has("anyOf") || property.has("oneOf");
        }

        private SchemaSize plus(SchemaSize other) {
            return new SchemaSize(optional + other.optional, unions + other.unions);
        }

        private boolean fits() {
            return optional <= MAX_OPTIONAL && unions <= MAX_UNIONS;
        }
    }

    /** Whether Claude enforces this schema, if the request has no other. */
    static boolean fits(ObjectNode schema) {
        return SchemaSize.of(schema).fits();
    }

    /** Whether one more tool may be strict, which counts from then on. */
    public boolean admits(ObjectNode schema) {
        SchemaSize sum = size.plus(SchemaSize.of(schema));
        if (tools == MAX_TOOLS || !sum.fits()) {
            return false;
        }
        tools++;
        size = sum;
        return true;
    }
}
