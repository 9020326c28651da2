package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions, as frameworks still send them although few models know them (BerriAI/litellm#5344, openinterpreter/openinterpreter#1240). */
final class LegacyFunctionsTest {
    private static final String QUESTION = "\"messages\":[{\"role\":\"user\",\"content\":\"Weather?\"}]";

    @Test
    void functionsBecomeTools() throws JsonProcessingException {
        ChatRequest request = request("{" + QUESTION + """
                ,"functions":[{"name":"weather","description":"At a place.","parameters":{"type":"object"},"strict":true}],
                "function_call":{"name":"weather"},"seed":7}""");

        assertThat(LegacyFunctions.offeredIn(request)).isTrue();
        assertThat(json(LegacyFunctions.asTools(request)))
                .isEqualTo(JsonCodec.mapper().readTree("{" + QUESTION + """
                ,"tools":[{"type":"function","function":{"name":"weather","description":"At a place.",
                "parameters":{"type":"object"},"strict":true}}],
                "tool_choice":{"type":"function","function":{"name":"weather"}},"seed":7}"""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                "auto" |
                null   |
                "none" | "none"
                """)
    void theChoiceOfAFunctionBecomesTheChoiceOfATool(String choice, String expected) throws JsonProcessingException {
        ChatRequest request =
                request("{" + QUESTION + ",\"functions\":[{\"name\":\"f\"}],\"function_call\":" + choice + "}");
        JsonNode toolChoice = LegacyFunctions.asTools(request).extra().get("tool_choice");
        assertThat(toolChoice == null ? null : toolChoice.toString()).isEqualTo(expected);
    }

    @Test
    void aHistoryWithFunctionCallsBecomesOneWithToolCalls() throws JsonProcessingException {
        ChatRequest request = request("""
                {"messages":[{"role":"user","content":"Weather in Paris and Rome?"},
                {"role":"assistant","content":null,"function_call":{"name":"weather","arguments":"{\\"city\\":\\"Paris\\"}"}},
                {"role":"function","name":"weather","content":"21"},
                {"role":"assistant","content":"Then Rome.","function_call":{"name":"weather","arguments":"{}"}},
                {"role":"function","name":"weather","content":"25"}]}""");

        assertThat(LegacyFunctions.offeredIn(request)).isFalse();
        assertThat(json(LegacyFunctions.asTools(request)))
                .isEqualTo(JsonCodec.mapper().readTree("""
                {"messages":[{"role":"user","content":"Weather in Paris and Rome?"},
                {"role":"assistant","content":null,"tool_calls":[{"id":"call_function_1","type":"function",
                "function":{"name":"weather","arguments":"{\\"city\\":\\"Paris\\"}"}}]},
                {"role":"tool","tool_call_id":"call_function_1","content":"21"},
                {"role":"assistant","content":"Then Rome.","tool_calls":[{"id":"call_function_3","type":"function",
                "function":{"name":"weather","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"call_function_3","content":"25"}]}"""));
    }

    @Test
    void argumentsMayBeAnObject() throws JsonProcessingException {
        ChatRequest request = request("""
                {"messages":[{"role":"assistant","function_call":{"name":"f","arguments":{"x":1}}}]}""");
        assertThat(json(LegacyFunctions.asTools(request))
                        .at("/messages/0/tool_calls/0/function/arguments")
                        .textValue())
                .isEqualTo("{\"x\":1}");
    }

    @Test
    void aResultWhoseCallWasCutOffGetsACall() throws JsonProcessingException {
        ChatRequest request = request("{\"messages\":[{\"role\":\"function\",\"name\":\"f\",\"content\":\"1\"}]}");
        assertThat(json(LegacyFunctions.asTools(request)))
                .isEqualTo(JsonCodec.mapper().readTree("""
                {"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"call_function_0","type":"function",
                "function":{"name":"f","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"call_function_0","content":"1"}]}"""));
    }

    @Test
    void aRequestWithoutFunctionsStaysAsItIs() throws JsonProcessingException {
        ChatRequest request =
                request("{" + QUESTION + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}");
        assertThat(LegacyFunctions.asTools(request)).isSameAs(request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                functions[0].name              | {"functions":[{}]}
                functions[0].name              | {"functions":[{"name":1}]}
                functions                      | {"functions":{"name":"f"}}
                functions                      | {"functions":[{"name":"f"}],"tools":[{"type":"x"}]}
                function_call                  | {"functions":[{"name":"f"}],"function_call":"always"}
                function_call.name             | {"functions":[{"name":"f"}],"function_call":{}}
                messages[0].name               | {"messages":[{"role":"function","content":"1"}]}
                messages[0].function_call.name | {"messages":[{"role":"assistant","function_call":{}}]}
                """)
    void aBrokenFormIsRefusedByName(String field, String request) throws JsonProcessingException {
        ChatRequest broken = request(request);
        assertThatThrownBy(() -> LegacyFunctions.asTools(broken))
                .isInstanceOf(GatewayException.class)
                .hasFieldOrPropertyWithValue("param", field);
    }

    @Test
    void theAnswerHasTheFormInWhichTheCallerAsked() throws JsonProcessingException {
        ChunkFold fold = new ChunkFold();
        ChatChunk first = chunk("""
                {"role":"assistant","content":"One moment.","tool_calls":[
                {"index":0,"id":"c1","type":"function","function":{"name":"weather","arguments":""}}]}""", null);
        ChatChunk second = chunk("""
                {"tool_calls":[{"index":0,"function":{"arguments":"{}"}},
                {"index":1,"id":"c2","type":"function","function":{"name":"time","arguments":"{}"}}]}""", null);
        ChatChunk last = chunk("{}", "tool_calls");
        fold.add(first);
        fold.add(second);
        fold.add(last);

        assertThat(JsonCodec.mapper()
                        .valueToTree(LegacyFunctionCalls.of(fold.completion(null)))
                        .at("/choices")
                        .toString())
                .isEqualTo(
                        "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"One moment.\",\"refusal\":null,"
                                + "\"function_call\":{\"name\":\"weather\",\"arguments\":\"{}\"}},"
                                + "\"logprobs\":null,\"finish_reason\":\"function_call\"}]");
        assertThat(choice(first))
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"One moment.\","
                        + "\"function_call\":{\"name\":\"weather\",\"arguments\":\"\"}}");
        assertThat(choice(second)).isEqualTo("{\"function_call\":{\"arguments\":\"{}\"}}");
        assertThat(LegacyFunctionCalls.of(last).choices().getFirst().finishReason())
                .isEqualTo("function_call");
    }

    @Test
    void anEventWithPiecesOfOtherCallsOnlyAddsNothing() throws JsonProcessingException {
        ChatChunk piece = chunk("{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{}\"}}]}", null);
        assertThat(LegacyFunctionCalls.addsNothing(LegacyFunctionCalls.of(piece)))
                .isTrue();
        assertThat(LegacyFunctionCalls.addsNothing(LegacyFunctionCalls.of(chunk("{}", "tool_calls"))))
                .isFalse();
    }

    private static String choice(ChatChunk chunk) {
        return JsonCodec.mapper()
                .valueToTree(LegacyFunctionCalls.of(chunk))
                .at("/choices/0/delta")
                .toString();
    }

    private static ChatChunk chunk(String delta, String finishReason) throws JsonProcessingException {
        return JsonCodec.mapper()
                .readValue(
                        "{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":"
                                + delta
                                + ",\"finish_reason\":" + (finishReason == null ? "null" : "\"" + finishReason + "\"")
                                + "}]}",
                        ChatChunk.class);
    }

    private static JsonNode json(ChatRequest request) throws JsonProcessingException {
        return JsonCodec.mapper().readTree(JsonCodec.mapper().writeValueAsString(request));
    }

    private static ChatRequest request(String json) throws JsonProcessingException {
        return JsonCodec.mapper().readValue(json, ChatRequest.class);
    }
}
