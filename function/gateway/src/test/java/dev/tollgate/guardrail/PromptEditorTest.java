package dev.tollgate.guardrail;

import static dev.tollgate.guardrail.CanaryPrompt.CANARY;
import static dev.tollgate.guardrail.CanaryPrompt.chat;
import static dev.tollgate.guardrail.CanaryPrompt.contents;
import static dev.tollgate.guardrail.CanaryPrompt.editor;
import static dev.tollgate.guardrail.CanaryPrompt.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.RequestTexts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptEditorTest {
    /** A canary in every place of a chat request that may leave the gateway. */
    private static final String EVERYWHERE = """
            {"model":"m","user":"$","metadata":{"a":"$","$":"b"},"stream_options":{"$":"$"},"stop":["$"],"unknown":{"x":[["$"]]},
             "prediction":{"type":"content","content":"$"},
             "response_format":{"type":"json_schema","json_schema":{"name":"$","schema":{"enum":["$"],"description":"$"}}},
             "tool_choice":{"type":"function","function":{"name":"ask_$"}},
             "tools":[{"type":"function","function":{"name":"ask_$","description":"$","strict":true,
                "parameters":{"type":"object","properties":{"$":{"description":"$","default":"$"}},"required":["$"]}}},
                {"type":"custom","custom":{"name":"$","description":"$"}},{"type":"$"}],
             "messages":[
              {"role":"system","content":"$","name":"$"},
              {"role":"developer","content":[{"type":"text","text":"$","cache_control":{"type":"$"}}]},
              {"role":"user","content":[{"type":"text","text":"a $ b"},
                {"type":"file","file":{"file_data":"data:text/csv;base64,@","filename":"$.csv"}},
                {"type":"file","file":{"file_id":"$"}},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"$"}},
                {"type":"input_text_$","text":"$"}]},
              {"role":"assistant","content":"$","refusal":"$","reasoning_content":"$","thinking_blocks":[{"thinking":"$"}],
               "tool_calls":[{"id":"call_$","type":"function",
                 "function":{"name":"ask_$","arguments":"{\\"a\\":\\"$\\",\\"$\\":[\\"$\\"],\\"b\\":\\"\\\\u0043ANARY-1234567\\"}"}},
                 {"id":"c2","type":"function","function":{"name":"f","arguments":"no JSON $"}}]},
              {"role":"tool","tool_call_id":"call_$","content":"{\\"a\\":\\"\\\\u0043ANARY-1234567\\",\\"b\\":\\"$\\"}"},
              {"role":"function","name":"f","content":"$"}]}
            """;

    private static String everywhere() {
        String file = Base64.getEncoder().encodeToString(("name," + CANARY).getBytes(StandardCharsets.UTF_8));
        return EVERYWHERE.replace("$", CANARY).replace("@", file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MASK", "REDACT"})
    void nothingOfAValueLeavesFromAnyPlace(PolicyAction action) {
        PromptEditor editor = editor(action);

        String sent = json(RequestTexts.edited(chat(everywhere()), editor));

        assertThat(sent).doesNotContainIgnoringCase("1234567").doesNotContain("\\u0043");
        assertThat(decodedFile(sent)).isEqualTo(action == PolicyAction.MASK ? "name,<CANARY_1>" : "name,[CANARY]");
        assertThat(editor.denial()).isEmpty();
        assertThat(editor.acted()).containsOnlyKeys("canaries");
    }

    private static String decodedFile(String sent) {
        String start = "data:text/csv;base64,";
        int from = sent.indexOf(start) + start.length();
        return new String(
                Base64.getDecoder().decode(sent.substring(from, sent.indexOf('"', from))), StandardCharsets.UTF_8);
    }

    @Test
    void aNameStaysAName() {
        JsonNode sent =
                JsonCodec.mapper().valueToTree(RequestTexts.edited(chat(everywhere()), editor(PolicyAction.MASK)));

        assertThat(sent.at("/tools/0/function/name").textValue()).isEqualTo("ask___CANARY_1__");
        assertThat(sent.at("/tool_choice/function/name").textValue()).isEqualTo("ask___CANARY_1__");
        assertThat(sent.at("/messages/0/name").textValue()).isEqualTo("__CANARY_1__");
        assertThat(sent.at("/messages/3/tool_calls/0/id").textValue())
                .isEqualTo(sent.at("/messages/4/tool_call_id").textValue());
    }

    @Test
    void aValueHasTheSamePlaceholderInEveryTurn() {
        String first = "{\"role\":\"user\",\"content\":\"" + CANARY + " and CANARY-7654321\"}";
        String more = first + ",{\"role\":\"assistant\",\"content\":\"CANARY-7654321\"},"
                + "{\"role\":\"user\",\"content\":\"CANARY-0000000, " + CANARY + "\"}";

        assertThat(contents(first)).containsExactly("<CANARY_1> and <CANARY_2>");
        assertThat(contents(more)).containsExactly("<CANARY_1> and <CANARY_2>", "<CANARY_2>", "<CANARY_3>, <CANARY_1>");
    }

    @Test
    void whatOnlyLooksLikeAPlaceholderIsMaskedToo() {
        assertThat(contents("{\"role\":\"user\",\"content\":\"<CANARY_1> is " + CANARY + ", <OTHER_1>\"}"))
                .containsExactly("<CANARY_1> is <CANARY_2>, <OTHER_1>");
    }

    @Test
    void aRequestWithoutAValueStaysTheSameObject() {
        ChatRequest request = chat(everywhere().replace(CANARY, "canary"));
        assertThat(RequestTexts.edited(request, editor(PolicyAction.DENY))).isSameAs(request);
    }

    @Test
    void flaggingChangesNothingAndCounts() {
        PromptEditor editor = editor(PolicyAction.FLAG);
        ChatRequest request =
                chat("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + CANARY + "\"}]}");

        assertThat(RequestTexts.edited(request, editor)).isSameAs(request);
        assertThat(editor.acted()).containsExactly(Map.entry("canaries", 1L));
        assertThat(editor.denial()).isEmpty();
    }

    @Test
    void aDeniedRequestNamesPolicyDetectorAndPlaceAndNeverTheText() {
        PromptEditor editor = editor(PolicyAction.DENY);

        RequestTexts.edited(
                chat("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + CANARY + "\"}]}"), editor);

        GatewayException denial = editor.denial().orElseThrow();
        assertThat(denial.kind()).isEqualTo(ErrorKind.CONTENT_POLICY_VIOLATION);
        assertThat(denial.param()).isEqualTo("messages[0].content");
        assertThat(denial)
                .hasMessage(
                        "The content policy 'canaries' does not allow this request: its detector 'canary' found a value in"
                                + " 'messages[0].content'.");
    }

    /** A name that the caller has chosen is content. */
    @Test
    void aPathNeverShowsContent() {
        PromptEditor editor = editor(PolicyAction.DENY);

        RequestTexts.edited(chat("{\"model\":\"m\",\"messages\":[],\"metadata\":{\"" + CANARY + "\":\"x\"}}"), editor);

        assertThat(editor.denial().orElseThrow().param()).isEqualTo("metadata");
    }

    @Test
    void embeddingsAreMaskedAndTokensCannotBeRead() throws JsonProcessingException {
        EmbeddingRequest texts = JsonCodec.mapper()
                .readValue(
                        "{\"model\":\"m\",\"input\":[\"a\",\"" + CANARY + "\"],\"user\":\"" + CANARY + "\"}",
                        EmbeddingRequest.class);
        EmbeddingRequest tokens =
                JsonCodec.mapper().readValue("{\"model\":\"m\",\"input\":[1,2]}", EmbeddingRequest.class);
        PromptEditor editor = editor(PolicyAction.MASK);

        assertThat(json(RequestTexts.edited(texts, editor)))
                .isEqualTo("{\"model\":\"m\",\"input\":[\"a\",\"<CANARY_1>\"],\"user\":\"<CANARY_1>\"}");
        assertThat(editor.denial()).isEmpty();
        RequestTexts.edited(tokens, editor);
        assertThat(editor.denial())
                .hasValueSatisfying(denial -> assertThat(denial.param()).isEqualTo("input"));
    }
}
