package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that SDKs send by themselves and that ask for nothing (lobehub/lobehub#7370, miaoxworld/NativeTavern#83). */
final class RequestDefaultsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tools\":[]",
                "\"tools\":[],\"tool_choice\":\"auto\"",
                "\"tools\":null,\"tool_choice\":\"none\"",
                "\"parallel_tool_calls\":true",
                "\"parallel_tool_calls\":false",
                "\"logit_bias\":{}",
                "\"metadata\":{}",
                "\"functions\":[]",
                "\"stop\":[]",
                "\"stop\":null",
                "\"user\":\"\"",
                "\"seed\":null",
                "\"response_format\":{\"type\":\"text\"}",
                "\"response_format\":null",
                "\"logprobs\":false",
                "\"top_logprobs\":0",
                "\"logprobs\":false,\"top_logprobs\":0"
            })
    void whatAsksForNothingAtAnyProviderIsRemoved(String fields) throws JsonProcessingException {
        assertThat(withoutEmptyFields("{\"model\":\"m\",\"messages\":[]," + fields + "}"))
                .isEqualTo("{\"model\":\"m\",\"messages\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"temperature\":1",
                "\"top_p\":1",
                "\"presence_penalty\":0",
                "\"service_tier\":\"auto\"",
                "\"store\":false",
                "\"web_search_options\":{},\"url_context\":{}",
                "\"logprobs\":true,\"top_logprobs\":0",
                "\"n\":1",
                "\"modalities\":[\"text\"]",
                "\"tool_choice\":\"required\"",
                "\"tools\":[{\"type\":\"x\"}],\"tool_choice\":\"none\",\"parallel_tool_calls\":true"
            })
    void whatAProviderMayUnderstandOtherwiseStays(String fields) throws JsonProcessingException {
        String request = "{\"model\":\"m\",\"messages\":[]," + fields + "}";
        assertThat(JsonCodec.mapper().readTree(withoutEmptyFields(request)))
                .isEqualTo(JsonCodec.mapper().readTree(request));
    }

    @Test
    void emptyFieldsOfMessagesAreRemoved() throws JsonProcessingException {
        assertThat(withoutEmptyFields("""
                {"model":"m","messages":[{"role":"assistant","content":"Hi","name":"","tool_calls":[],"refusal":null,
                "annotations":[],"reasoning_content":"","audio":null,"function_call":null},{"role":"user","content":""}]}"""))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":\"Hi\"},"
                        + "{\"role\":\"user\",\"content\":\"\"}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                n,tools             | {"temperature":0.2,"top_p":0.9,"seed":1,"presence_penalty":0.1,"store":true}
                n,temperature,tools | {"temperature":1.0}
                n,tools,top_p       | {"top_p":1}
                frequency_penalty,n,presence_penalty,tools | {"presence_penalty":0,"frequency_penalty":0.0}
                n,parallel_tool_calls,tools     | {"parallel_tool_calls":true}
                n,service_tier,store,tools      | {"service_tier":"auto","store":false}
                logit_bias,n,tools              | {"logit_bias":{}}
                n,tools,verbosity               | {"verbosity":"medium","parallel_tool_calls":false}
                n,tool_choice                   | {"tools":[{"type":"x"}],"tool_choice":"auto"}
                tools                           | {"n":2}
                """)
    void fieldsAtOpenAisDefaultAreKnown(String expected, String request) throws JsonProcessingException {
        assertThat(RequestDefaults.fieldsAtDefault(request(request)))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(expected.split(",")));
    }

    @Test
    void anEmbeddingRequestIsFreeOfThemToo() throws JsonProcessingException {
        EmbeddingRequest request = JsonCodec.mapper()
                .readValue(
                        "{\"model\":\"m\",\"input\":\"Hi\",\"user\":\"\",\"extra\":null,\"kept\":[]}",
                        EmbeddingRequest.class);
        assertThat(JsonCodec.mapper().writeValueAsString(RequestDefaults.withoutEmptyFields(request)))
                .isEqualTo("{\"model\":\"m\",\"input\":\"Hi\",\"kept\":[]}");
    }

    private static String withoutEmptyFields(String request) throws JsonProcessingException {
        JsonNode json = JsonCodec.mapper().valueToTree(RequestDefaults.withoutEmptyFields(request(request)));
        return json.toString();
    }

    private static ChatRequest request(String json) throws JsonProcessingException {
        return JsonCodec.mapper().readValue(json, ChatRequest.class);
    }

    @Test
    void fieldsOfToolsAndFormatsThatAreNullSayNothing() throws Exception {
        String written = """
            {"model": "m", "tools": [{"type": "function", "cache_control": null, "function": {"name": "f", "strict": null,
              "description": null, "parameters": {"type": "object", "title": null, "properties": {"default": {"title": null,
              "default": null, "enum": [null, "a"]}}}}}, {"type": "function", "function": {"name": "g", "parameters": null}}],
              "response_format": {"type": "json_schema", "json_schema": {"name": "n", "description": null, "strict": null}}}""";
        String meant = """
            {"model": "m", "tools": [{"type": "function", "function": {"name": "f",
              "parameters": {"type": "object", "properties": {"default": {"default": null, "enum": [null, "a"]}}}}},
              {"type": "function", "function": {"name": "g"}}],
              "response_format": {"type": "json_schema", "json_schema": {"name": "n"}}}""";

        assertThat(RequestDefaults.withoutEmptyFields(JsonCodec.mapper().readValue(written, ChatRequest.class)))
                .isEqualTo(JsonCodec.mapper().readValue(meant, ChatRequest.class));
    }
}
