package dev.tollgate.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** elie222/inbox-zero#2323, vercel/ai#17268: "Schemas contains too many optional parameters (87) … (limit: 24)". */
class StrictLimitsTest {

    @Test
    void countsOptionalPropertiesAndUnionsOfNestedObjects() {
        assertThat(ClosedSchema.isEnforceable(nested(schema(24, false)))).isTrue();
        assertThat(ClosedSchema.isEnforceable(nested(schema(25, false)))).isFalse();
        assertThat(ClosedSchema.isEnforceable(nested(required(schema(16, true)))))
                .isTrue();
        assertThat(ClosedSchema.isEnforceable(nested(required(schema(17, true)))))
                .isFalse();
        assertThat(ClosedSchema.isEnforceable(required(schema(100, false)))).isTrue();
    }

    @Test
    void countsAllToolsOfARequest() {
        StrictLimits limits = new StrictLimits();

        assertThat(limits.admits(schema(20, false))).isTrue();
        assertThat(limits.admits(schema(5, false))).isFalse();
        assertThat(limits.admits(schema(4, false))).isTrue();
        for (int i = 2; i < 20; i++) {
            assertThat(limits.admits(required(schema(3, false)))).isTrue();
        }
        assertThat(limits.admits(required(schema(1, false)))).isFalse();
    }

    private static ObjectNode nested(ObjectNode inner) {
        ObjectNode outer = JsonNodeFactory.instance.objectNode().put("type", "object");
        outer.putObject("properties").putObject("list").put("type", "array").set("items", inner);
        outer.putArray("required").add("list");
        return outer;
    }

    private static ObjectNode required(ObjectNode schema) {
        schema.path("properties").fieldNames().forEachRemaining(schema.withArray("required")::add);
        return schema;
    }

    private static ObjectNode schema(int properties, boolean isUnion) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode all = schema.putObject("properties");
        for (int i = 0; i < properties; i++) {
            ObjectNode property = all.putObject("p" + i);
            if (isUnion) {
                property.putArray("type").add("string").add("null");
            } else {
                property.put("type", "string");
            }
        }
        return schema;
    }
}
