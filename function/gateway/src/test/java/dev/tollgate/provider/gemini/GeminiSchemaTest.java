package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the forms of a schema that Google rejects; the golden case {@code tool-schemas} shows the others. */
final class GeminiSchemaTest {
    /** google-gemini/gemini-cli#13326, agent-infra/sandbox#83, anomalyco/opencode#12295, QuantumNous/new-api#1037. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"type":"object","properties":{"a":{"$ref":"#/definitions/A"}},"definitions":{"A":{"type":"string"}}} | {"type":"object","properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"string"}}}
        {"$ref":"#/definitions/A","definitions":{"A":{"type":"object"}}} | {"type":"object"}
        {"type":"object","properties":{"a":{"type":"string"},"b":{"$ref":"#/properties/a"}}} | {"type":"object","properties":{"a":{"type":"string"},"b":{"$ref":"#/$defs/_properties_a"}},"$defs":{"_properties_a":{"type":"string"}}}
        {"type":"object","properties":{"a":{"$ref":"#"}}} | {"type":"object","properties":{"a":{"$ref":"#/$defs/root"}},"$defs":{"root":{"type":"object","properties":{"a":{"$ref":"#/$defs/root"}}}}}
        {"type":"object","properties":{"a":{"anyOf":[{"$ref":"#/$defs/A"}],"$defs":{"A":{"type":"string"}}}}} | {"type":"object","properties":{"a":{"anyOf":[{"$ref":"#/$defs/A"}]}},"$defs":{"A":{"type":"string"}}}
        {"type":"object","properties":{"a":{"$ref":"#/$defs/lost"}}} | {"type":"object","properties":{"a":{}}}
        {"type":"object","properties":{"a":{"allOf":[{"$ref":"#/$defs/A"}],"description":"d"}},"$defs":{"A":{"type":"string"}}} | {"type":"object","properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"string"}}}
        """)
    void refersOnlyToDefinitionsOfTheWholeSchema(String schema, String expected) throws Exception {
        assertThat(GeminiSchema.of(JsonCodec.mapper().readTree(schema)))
                .isEqualTo(JsonCodec.mapper().readTree(expected));
    }

    @Test
    void aReferenceAloneIsWhatItRefersTo() throws Exception {
        assertThat(GeminiSchema.parameters(object("""
                {"$schema":"x","$ref":"#/definitions/A","definitions":{"A":{"type":"object","properties":{"a":{}}}}}""")))
                .isEqualTo(object("{\"type\":\"object\",\"properties\":{\"a\":{}}}"));
    }

    /** probelabs/probe#569, iBUHub/AIStudioToAPI#154, Kilo-Org/kilocode#11955. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"type":"object","properties":{"a":{}},"required":["a","b"]} | {"type":"object","properties":{"a":{}},"required":["a"]}
        {"type":"object","properties":{},"required":["b"]} | {"type":"object","properties":{}}
        {"type":"object","required":["b"]} | {"type":"object"}
        """)
    void requiresOnlyWhatHasASchema(String schema, String expected) throws Exception {
        assertThat(GeminiSchema.of(object(schema))).isEqualTo(object(expected));
    }

    /** goruck/home-generative-agent#525, cline/cline#7339: unions, arrays without items, tuples, and schemas that are true. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"anyOf":[{"properties":{"a":{}}},{"type":"null"}]} | {"anyOf":[{"type":"object","properties":{"a":{}}},{"type":"null"}]}
        {"type":"object","anyOf":[{"required":["a"]},{"required":["b"]}]} | {"type":"object"}
        {"type":"array"} | {"type":"array","items":{}}
        {"type":["array","null"]} | {"type":["array","null"],"items":{}}
        {"type":"array","items":[{"type":"string"}]} | {"type":"array","prefixItems":[{"type":"string"}]}
        {"type":"array","items":true} | {"type":"array","items":{}}
        {"type":"object","properties":{"a":true,"definitions":{"type":"string"}}} | {"type":"object","properties":{"a":{},"definitions":{"type":"string"}}}
        {"type":"object","properties":null,"additionalProperties":true} | {"type":"object","additionalProperties":true}
        """)
    void everySchemaIsAnObject(String schema, String expected) throws Exception {
        assertThat(GeminiSchema.of(object(schema))).isEqualTo(object(expected));
    }

    /** langgenius/dify-official-plugins#3178, anomalyco/opencode#9491. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {} | true
        {"type":"object","properties":{},"required":[],"additionalProperties":false,"title":"None"} | true
        {"type":"object","properties":{"a":{}}} | false
        {"type":"object","additionalProperties":true} | false
        {"type":"object","additionalProperties":{"type":"string"}} | false
        {"anyOf":[{"type":"object","properties":{"a":{}}}]} | false
        """)
    void knowsFunctionsWithoutParameters(String schema, boolean takesNothing) throws Exception {
        assertThat(GeminiSchema.takesNothing(GeminiSchema.parameters(object(schema))))
                .isEqualTo(takesNothing);
    }

    private static ObjectNode object(String json) throws Exception {
        return (ObjectNode) JsonCodec.mapper().readTree(json);
    }
}
