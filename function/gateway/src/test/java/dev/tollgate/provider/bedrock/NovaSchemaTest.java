package dev.tollgate.provider.bedrock;

import static dev.tollgate.provider.bedrock.ConverseRequests.body;
import static dev.tollgate.provider.bedrock.ConverseRequests.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** pydantic/pydantic-ai#1623, BerriAI/litellm#10062: Nova takes three fields at the top of a tool's schema. */
final class NovaSchemaTest {
    private static final String SCHEMA = """
            {'type':'object','title':'Way','description':'A way.','additionalProperties':false,'required':['to'],
            '$defs':{'Place':{'type':'object','properties':{'name':{'type':'string'}},'additionalProperties':false}},
            'properties':{'to':{'$ref':'#/$defs/Place','description':'Where.'},'via':{'type':'array','items':{'$ref':'#/$defs/Place'}}}}""";
    private static final String REDUCED = """
            {'type':'object','properties':{
            'to':{'type':'object','properties':{'name':{'type':'string'}},'additionalProperties':false,'description':'Where.'},
            'via':{'type':'array','items':{'type':'object','properties':{'name':{'type':'string'}},'additionalProperties':false}}},
            'required':['to']}""";

    @ParameterizedTest
    @ValueSource(strings = {"us.amazon.nova-pro-v1:0", "global.amazon.nova-2-lite-v1:0"})
    void aToolHasOnlyThreeFieldsAtTheTop(String model) {
        UnsupportedFields unsupported = new UnsupportedFields("bedrock", DropPolicy.EVERYTHING);
        JsonNode spec = body(
                        "'tools':[{'type':'function','function':{'name':'f','strict':true,'parameters':%s}}]"
                                .formatted(SCHEMA),
                        model,
                        unsupported)
                .at("/toolConfig/tools/0/toolSpec");

        assertThat(spec).isEqualTo(json("{'name':'f','inputSchema':{'json':%s}}".formatted(REDUCED)));
        assertThat(unsupported.fields()).containsExactly("tools[].function.strict");
    }

    @Test
    void soHasTheAnswer() {
        assertThat(body(
                                "'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':%s}}"
                                        .formatted(SCHEMA),
                                "amazon.nova-lite-v1:0")
                        .at("/toolConfig/tools/0/toolSpec/inputSchema/json"))
                .isEqualTo(json(REDUCED));
    }

    @Test
    void otherModelsGetTheWholeSchema() {
        JsonNode schema = body(
                        "'tools':[{'type':'function','function':{'name':'f','parameters':%s}}]".formatted(SCHEMA),
                        "openai.gpt-oss-120b-1:0")
                .at("/toolConfig/tools/0/toolSpec/inputSchema/json");

        assertThat(schema).isEqualTo(json(SCHEMA));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'a':{'$ref':'#/$defs/A'}} | {'A':{'type':'object','properties':{'a':{'$ref':'#/$defs/A'}}}} | {'a':{'type':'object','properties':{'a':{'type':'object'}}}}
            {'a':{'$ref':'#/$defs/A'}} | {'A':{'$ref':'#/$defs/B','title':'T'},'B':{'type':'string'}} | {'a':{'title':'T','type':'string'}}
            {'a':{'$ref':'#/$defs/A'}} | {'A':{'$ref':'#/$defs/A'}} | {'a':{}}
            {'a':{'$ref':'#'}} | {} | {'a':{'type':'object'}}
            {'a':{'$ref':'#/$defs/None'}} | {} | {'a':{}}
            {'a':{'$ref':'https://example.org/a'}} | {} | {'a':{}}
            {'a':{'anyOf':[{'$ref':'#/$defs/A'},{'type':'null'}]}} | {'A':{'type':'string'}} | {'a':{'anyOf':[{'type':'string'},{'type':'null'}]}}
            {'enum':{'$ref':'#/$defs/A'}} | {'A':{'enum':[{'$ref':'#/$defs/A'}]}} | {'enum':{'enum':[{'$ref':'#/$defs/A'}]}}
            """)
    void definitionsGoWhereTheyAreUsed(String properties, String definitions, String expected) {
        ObjectNode schema =
                (ObjectNode) json("{'type':'object','properties':%s,'$defs':%s}".formatted(properties, definitions));

        assertThat(NovaSchema.of(schema)).isEqualTo(json("{'type':'object','properties':%s}".formatted(expected)));
    }

    /** Each definition uses the next one twice: without a bound, the last one would be there a billion times. */
    @Test
    void definitionsThatMultiplyEnd() {
        ObjectNode schema = (ObjectNode) json("{'type':'object','properties':{'a':{'$ref':'#/$defs/0'}}}");
        ObjectNode definitions = schema.putObject("$defs");
        for (int i = 0; i < 30; i++) {
            ObjectNode pair =
                    definitions.putObject("" + i).put("type", "object").putObject("properties");
            pair.putObject("a").put("$ref", "#/$defs/" + (i + 1));
            pair.putObject("b").put("$ref", "#/$defs/" + (i + 1));
        }

        assertThat(NovaSchema.of(schema).toString()).hasSizeLessThan(2_000_000).doesNotContain("$ref");
    }
}
