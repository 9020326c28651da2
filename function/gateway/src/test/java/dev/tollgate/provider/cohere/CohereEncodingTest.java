package dev.tollgate.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohereEncodingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        n | {"n":2}
        top_logprobs | {"logprobs":true,"top_logprobs":3}
        logit_bias | {"logit_bias":{"50256":-100}}
        audio | {"modalities":null,"audio":{"voice":"alloy"}}
        verbosity | {"verbosity":"low"}
        presence_penalty | {"presence_penalty":-0.5}
        frequency_penalty | {"frequency_penalty":1.5}
        reasoning_effort | {"reasoning_effort":"immense"}
        response_format | {"response_format":{"type":"grammar"}}
        parallel_tool_calls | {"parallel_tool_calls":false,"tools":[{"type":"function","function":{"name":"f"}}]}
        tool_choice | {"tool_choice":{"type":"allowed_tools"}}
        tools[0] | {"tools":[{"type":"custom","custom":{"name":"sql"}}]}
        messages[0].name | {"messages":[{"role":"user","content":"Hi","name":"Ada"}]}
        messages[0].audio | {"messages":[{"role":"assistant","content":"Hi","audio":{"id":"a"}}]}
        messages[0].content[0] | {"messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"f"}}]},{"role":"user","content":"Hi"}]}
        messages[0].content[0] | {"messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{}}]},{"role":"user","content":"Hi"}]}
        messages[0].content[0] | {"messages":[{"role":"system","content":[{"type":"image_url","image_url":{"url":"u"}}]},{"role":"user","content":"Hi"}]}
        messages[0].tool_calls[0] | {"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"custom"}]},{"role":"user","content":"Hi"}]}
        """)
    void rejectsUnsupportedFieldsByNameOrDropsAndListsThem(String field, String request) {
        assertThatThrownBy(() -> EncodedRequest.sent(request, new UnsupportedFields("cohere", DropPolicy.NOTHING)))
                .hasFieldOrPropertyWithValue("kind", ErrorKind.UNSUPPORTED_PARAMETER)
                .hasFieldOrPropertyWithValue("param", field);

        UnsupportedFields dropping = new UnsupportedFields("cohere", DropPolicy.EVERYTHING);
        JsonNode sent = EncodedRequest.sent(request, dropping);
        assertThat(dropping.fields()).singleElement().isIn(field, field.replaceAll("\\[\\d+]", "[]"));
        assertThat(sent.has(field)).isFalse();
    }

    /** BerriAI/litellm#18921 */
    @Test
    void sendsTheFirstFiveStopSequences() {
        UnsupportedFields hints = new UnsupportedFields("cohere", DropPolicy.HINTS);
        assertThat(EncodedRequest.sent("{\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}", hints)
                        .path("stop_sequences"))
                .hasToString("[\"a\",\"b\",\"c\",\"d\",\"e\"]");
        assertThat(hints.fields()).containsExactly("stop[]");
    }

    @Test
    void rejectsAToolChoiceThatNamesNoTool() {
        assertThatThrownBy(() -> EncodedRequest.sent(
                        "{\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}}",
                        new UnsupportedFields("cohere", DropPolicy.NOTHING)))
                .hasFieldOrPropertyWithValue("kind", ErrorKind.INVALID_VALUE)
                .hasFieldOrPropertyWithValue("param", "tool_choice");
    }

    @Test
    void rejectsStrictForOnlySomeTools() {
        String mixed = """
            {"tools":[{"type":"function","function":{"name":"f","strict":true}},
                      {"type":"function","function":{"name":"g","strict":false}}]}\
            """;
        UnsupportedFields dropping = new UnsupportedFields("cohere", DropPolicy.EVERYTHING);

        assertThat(EncodedRequest.sent(mixed, dropping).has("strict_tools")).isFalse();
        assertThat(dropping.fields()).containsExactly("tools[].function.strict");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"reasoning_effort":"none"} | {"type":"disabled"}
        {"reasoning_effort":"minimal"} | {"type":"enabled","token_budget":512}
        {"reasoning_effort":"low"} | {"type":"enabled","token_budget":2048}
        {"reasoning_effort":"medium"} | {"type":"enabled","token_budget":8192}
        {"reasoning_effort":"high"} | {"type":"enabled"}
        {"reasoning_effort":"low","thinking":{"type":"disabled"}} | {"type":"disabled"}
        """)
    void translatesAnEffortToABudgetUnlessTheCallerSendsThinking(String request, String thinking) {
        UnsupportedFields unsupported = new UnsupportedFields("cohere", DropPolicy.NOTHING);

        assertThat(EncodedRequest.sent("command-a-reasoning-08-2025", request, unsupported)
                        .path("thinking"))
                .isEqualTo(EncodedRequest.tree(thinking));
    }

    @Test
    void leavesAnEffortOutWhereTheModelDoesNotThink() {
        UnsupportedFields unsupported = new UnsupportedFields("cohere", DropPolicy.HINTS);

        assertThat(EncodedRequest.sent("{\"reasoning_effort\":\"low\"}", unsupported)
                        .has("thinking"))
                .isFalse();
        assertThat(unsupported.fields()).containsExactly("reasoning_effort");
        EncodedRequest.sent("{\"reasoning_effort\":\"none\"}", new UnsupportedFields("cohere", DropPolicy.NOTHING));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.01", "0.5, 0.5", "1, 0.99"})
    void limitsTopPToCoheresRange(String topP, String p) {
        JsonNode sent =
                EncodedRequest.sent("{\"top_p\":" + topP + "}", new UnsupportedFields("cohere", DropPolicy.NOTHING));

        assertThat(sent.path("p").decimalValue()).isEqualByComparingTo(p);
    }

    @Test
    void sendsARefusalAsTheAssistantsText() {
        String request = """
            {"messages":[{"role":"assistant","content":null,"refusal":"No."},
                         {"role":"assistant","content":[{"type":"refusal","refusal":"Never."}]},
                         {"role":"assistant","content":"","annotations":[]}]}\
            """;

        assertThat(EncodedRequest.sent(request, new UnsupportedFields("cohere", DropPolicy.NOTHING))
                        .path("messages"))
                .isEqualTo(
                        EncodedRequest.tree(
                                "[{\"role\":\"assistant\",\"content\":\"No.\"},{\"role\":\"assistant\",\"content\":\"Never.\"}]"));
    }

    /** agno-agi/agno#3503, OpenRouterTeam/openrouter-examples#71. */
    @Test
    void leavesOutAndNamesWhatFrameworksAddToTools() {
        UnsupportedFields unsupported = new UnsupportedFields("cohere", DropPolicy.NOTHING);
        JsonNode sent = EncodedRequest.sent("""
                {"tools":[{"type":"function","cache_control":{"type":"ephemeral"},
                  "function":{"name":"f","requires_confirmation":false,"strict":false}}]}""", unsupported);

        assertThat(sent.at("/tools/0")).isEqualTo(EncodedRequest.tree("""
                {"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{}}}}"""));
        assertThat(unsupported.fields())
                .containsExactly("tools[].cache_control", "tools[].function.requires_confirmation");
    }

    /** MoonshotAI/kimi-cli#2196, justrach/codegraff#752: a call that was cut off must not end the conversation. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {\\"a\\": 1} | {"a": 1}
        {\\"a\\": | {"arguments":"{\\"a\\":"}
        [1] | {"arguments":"[1]"}
        `` | {}
        """)
    void sendsArgumentsAsAnObject(String arguments, String sent) {
        String request =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"tool_calls\":["
                        + "{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\""
                        + arguments
                        + "\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"1\"}]}";

        assertThat(EncodedRequest.sent(request, new UnsupportedFields("cohere", DropPolicy.NOTHING))
                        .at("/messages/1/tool_calls/0/function/arguments")
                        .asText())
                .isEqualTo(sent);
    }

    /** Agents return pictures of screens as results; a fail-over to Cohere refused them all. */
    @Test
    void showsTheImagesOfAResultAfterIt() {
        String request = """
            {"messages":[{"role":"user","content":"Hi"},
              {"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},
              {"role":"tool","tool_call_id":"c","content":[{"type":"text","text":"A screen."},
                {"type":"image_url","image_url":{"url":"data:image/jpg;base64,aGk="}}]}]}\
            """;

        JsonNode messages = EncodedRequest.sent(request, new UnsupportedFields("cohere", DropPolicy.NOTHING))
                .path("messages");
        assertThat(messages.at("/2/content").asText()).isEqualTo("A screen.");
        assertThat(messages.path(3)).isEqualTo(EncodedRequest.tree("""
                {"role":"user","content":[
                  {"type":"image_url","image_url":{"url":"data:image/jpeg;base64,aGk="}}]}"""));
    }
}
