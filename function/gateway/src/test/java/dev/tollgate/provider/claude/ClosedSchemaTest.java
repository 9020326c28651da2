package dev.tollgate.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedSchemaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"type":"object"}                                 | {"type":"object","additionalProperties":false}
            {"type":"object","additionalProperties":true}     | {"type":"object","additionalProperties":false}
            {"properties":{"type":{"type":"string"}}}         | {"properties":{"type":{"type":"string"}},"additionalProperties":false}
            {"type":"array","minItems":1,"items":{"type":"object"}} | {"type":"array","minItems":1,"items":{"type":"object","additionalProperties":false}}
            {"type":"array","minItems":2,"maxItems":3}        | {"type":"array","description":"{minItems: 2, maxItems: 3}"}
            {"type":"integer","minimum":0,"description":"Age."} | {"type":"integer","description":"Age. {minimum: 0}"}
            {"anyOf":[{"type":"object"},{"type":"null"}]}     | {"anyOf":[{"type":"object","additionalProperties":false},{"type":"null"}]}
            {"$defs":{"a":{"type":"object"}},"$ref":"#/$defs/a"} | {"$defs":{"a":{"type":"object","additionalProperties":false}},"$ref":"#/$defs/a"}
            {"enum":[{"type":"object"}],"const":{"type":"object"},"default":{"minimum":1}} | {"enum":[{"type":"object"}],"const":{"type":"object"},"default":{"minimum":1}}
            {"properties":{"minimum":{"type":"number","minimum":1}}} | {"properties":{"minimum":{"type":"number","description":"{minimum: 1}"}},"additionalProperties":false}""")
    void closesObjectsAndDescribesConstraints(String schema, String closed) throws JsonProcessingException {
        ObjectNode original = (ObjectNode) JsonCodec.mapper().readTree(schema);

        assertThat(ClosedSchema.of(original)).isEqualTo(JsonCodec.mapper().readTree(closed));
        assertThat(original)
                .as("the caller's schema")
                .isEqualTo(JsonCodec.mapper().readTree(schema));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"oneOf":[{"type":"string"}]}                       | {"anyOf":[{"type":"string"}]}
            {"type":"string","pattern":"^(?=a)b"}               | {"type":"string","description":"{pattern: ^(?=a)b}"}
            {"type":"string","pattern":"^a+$","format":"date"}  | {"type":"string","pattern":"^a+$","format":"date"}
            {"type":"string","format":"regex"}                  | {"type":"string","description":"{format: regex}"}
            {"not":{"type":"null"}}                             | {"description":"{not: {\\"type\\":\\"null\\"}}"}""")
    void describesWhatClaudeDoesNotEnforce(String schema, String closed) throws JsonProcessingException {
        ObjectNode original = (ObjectNode) JsonCodec.mapper().readTree(schema);

        assertThat(ClosedSchema.of(original)).isEqualTo(JsonCodec.mapper().readTree(closed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"type":"object","properties":{},"additionalProperties":true}                   | true
            {"type":"object"}                                                               | true
            {"type":"object","additionalProperties":true}                                   | false
            {"type":"object","additionalProperties":{"type":"string"}}                      | false
            {"properties":{"a":{"additionalProperties":{"type":"string"}}}}                 | false
            {"$ref":"#/$defs/a","$defs":{"a":{"properties":{"b":{"$ref":"#/$defs/c"}}},"c":{"type":"string"}}} | true
            {"$ref":"#/$defs/a","$defs":{"a":{"properties":{"b":{"$ref":"#/$defs/a"}}}}}    | false
            {"properties":{"a":{"$ref":"#"}}}                                               | false
            {"properties":{"a":{"$ref":"https://example.com/a"}}}                           | false
            {"allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"object"}}}                | false""")
    void knowsWhichSchemasClosingWouldBreak(String schema, boolean enforceable) throws JsonProcessingException {
        assertThat(ClosedSchema.isEnforceable((ObjectNode) JsonCodec.mapper().readTree(schema)))
                .isEqualTo(enforceable);
    }
}
