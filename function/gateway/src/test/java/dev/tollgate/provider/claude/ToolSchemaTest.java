package dev.tollgate.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolSchemaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', nullValues = "-", textBlock = """
            -                                               | {"type":"object","properties":{}}
            {}                                              | {"type":"object"}
            {"type":null,"properties":null}                 | {"type":"object"}
            {"type":["object","null"]}                      | {"type":"object"}
            {"properties":{"a":{"type":"any"}}}             | {"type":"object","properties":{"a":{}}}
            {"$schema":"http://json-schema.org/draft-07/schema#","type":"object"} | {"type":"object"}
            {"type":"object","additionalProperties":true}   | {"type":"object"}
            {"type":"object","properties":{"a":{"type":"string","required":true}}} | {"type":"object","properties":{"a":{"type":"string"}}}
            {"properties":{"a":{"type":"array","items":[{"type":"string"}],"additionalItems":false}}} | {"type":"object","properties":{"a":{"type":"array","prefixItems":[{"type":"string"}],"items":false}}}
            {"properties":{"a":{"minimum":1,"exclusiveMinimum":true},"b":{"maximum":1,"exclusiveMaximum":false}}} | {"type":"object","properties":{"a":{"exclusiveMinimum":1},"b":{"maximum":1}}}
            {"properties":{"a":{"enum":[{"type":"any"}],"default":{"required":true}}}} | {"type":"object","properties":{"a":{"enum":[{"type":"any"}],"default":{"required":true}}}}
            {"$ref":"#/definitions/In","definitions":{"In":{"type":"object","properties":{"a":{}}}}} | {"type":"object","properties":{"a":{}},"definitions":{"In":{"type":"object","properties":{"a":{}}}}}
            {"anyOf":[{"properties":{"a":{}},"required":["a"]},{"properties":{"a":{},"b":{}},"required":["a","b"]}]} | {"type":"object","properties":{"a":{},"b":{}},"required":["a"]}
            {"type":"object","required":["c"],"allOf":[{"properties":{"a":{}},"required":["a"]},{"$ref":"#/$defs/B"}],"$defs":{"B":{"required":["b"]}}} | {"type":"object","properties":{"a":{}},"required":["c","a","b"],"$defs":{"B":{"required":["b"]}}}
            {"oneOf":[{"type":"null"},{"properties":{"a":{}}}]} | {"type":"object","properties":{"a":{}}}""")
    void convertsParametersToASchemaThatClaudeAccepts(String parameters, String expected)
            throws JsonProcessingException {
        JsonNode given = parameters == null ? null : JsonCodec.mapper().readTree(parameters);

        assertThat(ToolSchema.of(given)).isEqualTo(JsonCodec.mapper().readTree(expected));
        assertThat(given)
                .as("the caller's schema")
                .isEqualTo(parameters == null ? null : JsonCodec.mapper().readTree(parameters));
    }
}
