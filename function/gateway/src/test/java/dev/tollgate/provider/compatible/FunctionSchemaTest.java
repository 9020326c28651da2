package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** digitalocean-labs/mcp-digitalocean#265, spacelift-io/spacectl#402, langchain-ai/langchain-mcp-adapters#137. */
class FunctionSchemaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"array"}                                       | {"type":"array","items":{}}
            {"type":["array","null"]}                              | {"type":["array","null"],"items":{}}
            {"type":"array","items":{"type":"array"}}              | {"type":"array","items":{"type":"array","items":{}}}
            {"type":"array","items":[{"type":"string"}]}           | {"type":"array","items":{"type":"string"}}
            {"type":"array","items":[{"type":"string"},{"type":"null"}],"additionalItems":false} | {"type":"array","items":{"anyOf":[{"type":"string"},{"type":"null"}]}}
            {"type":"array","prefixItems":[{"type":"string"}]}     | {"type":"array","prefixItems":[{"type":"string"}],"items":{"type":"string"}}
            {"type":"string","enum":["array"]}                     | {"type":"string","enum":["array"]}""")
    void eachArrayHasItems(String property, String repaired) {
        String object = "{\"type\":\"object\",\"properties\":{\"a\":%s}}";
        assertThat(FunctionSchema.of(tree(object.formatted(property)))).isEqualTo(tree(object.formatted(repaired)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                     | {"type":"object","properties":{}}
            {"type":"object"}                      | {"type":"object","properties":{}}
            {"properties":{"a":{}}}                | {"type":"object","properties":{"a":{}}}
            {"anyOf":[{"type":"object","properties":{"a":{}},"required":["a"]},{"properties":{"b":{}},"required":["a","b"]}]} | {"type":"object","properties":{"a":{},"b":{}},"required":["a"]}
            {"type":"object","properties":{"a":{"anyOf":[{"type":"null"}]}}} | {"type":"object","properties":{"a":{"anyOf":[{"type":"null"}]}}}""")
    void parametersAreOneObject(String parameters, String repaired) {
        assertThat(FunctionSchema.of(tree(parameters))).isEqualTo(tree(repaired));
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) CompatibleRequest.tree(json);
    }
}
