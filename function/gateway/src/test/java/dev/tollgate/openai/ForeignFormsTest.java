package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of other gateways report that their clients send to OpenAI's chat API. */
final class ForeignFormsTest {

    /** openai/openai-agents-python#2797, sgl-project/sglang#17853; LangChain's content is a list of strings, too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type":"input_text","text":"Hi"} | {"type":"text","text":"Hi"}
            {"type":"output_text","text":"Hi","annotations":[],"logprobs":[]} | {"type":"text","text":"Hi"}
            "Hi" | {"type":"text","text":"Hi"}
            {"type":"input_text","text":"Hi","cache_control":{"type":"ephemeral"}} | {"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}}
            {"type":"image_url","image_url":"https://a.b/c.png"} | {"type":"image_url","image_url":{"url":"https://a.b/c.png"}}
            {"type":"input_image","image_url":"https://a.b/c.png","detail":"low"} | {"type":"image_url","image_url":{"url":"https://a.b/c.png","detail":"low"}}
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}} | {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}
            {"type":"image","source":{"type":"url","url":"https://a.b/c.png"}} | {"type":"image_url","image_url":{"url":"https://a.b/c.png"}}
            {"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,AA"} | {"type":"file","file":{"file_data":"data:application/pdf;base64,AA","filename":"a.pdf"}}
            {"type":"input_file","file_url":"https://a.b/c.pdf"} | {"type":"file","file":{"file_data":"https://a.b/c.pdf"}}
            """)
    void aPartGetsOpenAisType(String sent, String expected) throws JsonProcessingException {
        assertThat(part(sent)).isEqualTo(tree(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type":"input_image","file_id":"file-1"}
            {"type":"image","source":{"type":"file","file_id":"f"}}
            {"type":"input_text"}
            {"type":"video_url","video_url":{"url":"https://a.b/c.mp4"}}
            """)
    void aPartWithoutACounterpartStaysAsItIs(String sent) throws JsonProcessingException {
        assertThat(part(sent)).isEqualTo(tree(sent));
    }

    /** langchain-ai/langchain#28176, langchain-ai/langchain#33855, langchain-ai/langchain#16767, BerriAI/litellm#34029. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "any" | "required"
            {"type":"any"} | "required"
            {"type":"required"} | "required"
            {"type":"auto"} | "auto"
            {"type":"none"} | "none"
            {"type":"tool","name":"f"} | {"type":"function","function":{"name":"f"}}
            {"type":"function","name":"f"} | {"type":"function","function":{"name":"f"}}
            {"function":{"name":"f"}} | {"type":"function","function":{"name":"f"}}
            "f" | {"type":"function","function":{"name":"f"}}
            "g" | "g"
            "" |
            {} |
            {"type":"allowed_tools","allowed_tools":{}} | {"type":"allowed_tools","allowed_tools":{}}
            {"type":"tool"} | {"type":"tool"}
            """)
    void theChoiceOfAToolGetsOpenAisWord(String sent, String expected) throws JsonProcessingException {
        JsonNode choice = request("\"tools\":[{\"function\":{\"name\":\"f\"}}],\"tool_choice\":" + sent)
                .extra()
                .get("tool_choice");
        assertThat(choice).isEqualTo(expected == null ? null : tree(expected));
    }

    @Test
    void aChoiceOfOneCallOnlyForbidsParallelCalls() throws JsonProcessingException {
        String choice = "\"tool_choice\":{\"type\":\"any\",\"disable_parallel_tool_use\":true}";
        assertThat(request(choice).extra()).hasToString("{tool_choice=\"required\", parallel_tool_calls=false}");
        assertThat(request(choice + ",\"parallel_tool_calls\":true").extra().get("parallel_tool_calls"))
                .hasToString("true");
    }

    /** automazeio/vibeproxy#411 (Anthropic's form), BerriAI/litellm#34029 (the Responses API's). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"function":{"name":"f"}} | {"type":"function","function":{"name":"f"}}
            {"name":"f","description":"D","input_schema":{"type":"object"}} | {"type":"function","function":{"name":"f","description":"D","parameters":{"type":"object"}}}
            {"type":"custom","name":"f","input_schema":{}} | {"type":"function","function":{"name":"f","parameters":{}}}
            {"name":"f","parameters":{}} | {"type":"function","function":{"name":"f","parameters":{}}}
            {"type":"function","name":"f","parameters":{},"strict":true} | {"type":"function","function":{"name":"f","parameters":{},"strict":true}}
            {"name":"f","input_schema":{},"cache_control":{"type":"ephemeral"}} | {"type":"function","function":{"name":"f","parameters":{}},"cache_control":{"type":"ephemeral"}}
            {"type":"web_search_20250305","name":"web_search","max_uses":2} | {"type":"web_search_20250305","name":"web_search","max_uses":2}
            {"type":"custom","custom":{"name":"f"}} | {"type":"custom","custom":{"name":"f"}}
            {"name":"f"} | {"name":"f"}
            """)
    void aToolGetsOpenAisForm(String sent, String expected) throws JsonProcessingException {
        assertThat(JsonCodec.mapper()
                        .<JsonNode>valueToTree(
                                request("\"tools\":[" + sent + "]").tools()))
                .isEqualTo(tree("[" + expected + "]"));
    }

    /** automazeio/vibeproxy#411, router-for-me/CLIProxyAPI#1165. */
    @Test
    void blocksOfCallsAndResultsBecomeMessages() throws JsonProcessingException {
        assertThat(messages("""
                [{"role":"user","content":"Weather?"},
                {"role":"assistant","content":[{"type":"text","text":"Let me see."},
                {"type":"tool_use","id":"t1","name":"weather","input":{"city":"Rome"}},{"type":"tool_use","id":"t2","name":"now"}]},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"25"},
                {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA"}}]},
                {"type":"tool_result","tool_use_id":"t2","is_error":true,"cache_control":{"type":"ephemeral"}},
                {"type":"text","text":"Go on."}]},
                {"role":"assistant","content":[{"type":"tool_use","id":"t3","name":"now","input":{}}]},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"t3","content":"12:00"}]}]""")).isEqualTo(tree("""
                [{"role":"user","content":"Weather?"},
                {"role":"assistant","content":[{"type":"text","text":"Let me see."}],
                "tool_calls":[{"id":"t1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}},
                {"id":"t2","type":"function","function":{"name":"now","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"t1","content":[{"type":"text","text":"25"},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}}]},
                {"role":"tool","tool_call_id":"t2","content":"","is_error":true,"cache_control":{"type":"ephemeral"}},
                {"role":"user","content":[{"type":"text","text":"Go on."}]},
                {"role":"assistant","content":null,
                "tool_calls":[{"id":"t3","type":"function","function":{"name":"now","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"t3","content":"12:00"}]"""));
    }

    /** LangChain sends a call twice: as a block of the content, and as a tool call. */
    @Test
    void aMessageWithToolCallsKeepsItsBlocks() throws JsonProcessingException {
        String sent = """
                [{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"f","input":{}}],
                "tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{}"}}]}]""";
        assertThat(messages(sent)).isEqualTo(tree(sent));
    }

    @Test
    void aResultOfTheWrongTypeIsToldWithItsPath() {
        assertThatThrownBy(
                        () -> messages(
                                "[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":5}]}]"))
                .isInstanceOfSatisfying(GatewayException.class, refusal -> assertThat(refusal.param())
                        .isEqualTo("messages[0].content[0].content"));
    }

    /** langchain-ai/langchain-litellm#62. */
    @Test
    void argumentsAsAnObjectBecomeText() throws JsonProcessingException {
        assertThat(messages("""
                [{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":{"a":1.50}}}]},
                {"role":"tool","tool_call_id":"c","content":null}]""")).isEqualTo(tree("""
                [{"role":"assistant","content":null,
                "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\\"a\\":1.50}"}}]},
                {"role":"tool","tool_call_id":"c","content":""}]"""));
    }

    @Test
    void errorsNameTheClientsMessages() throws JsonProcessingException {
        ChatRequest sent = JsonCodec.mapper().readValue("""
                {"messages":[{"role":"user","content":"Hi"},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"1"},
                {"type":"tool_result","tool_use_id":"b","content":"2"},{"type":"text","text":"Go on"}]},
                {"role":"user","content":"Bye"}]}""", ChatRequest.class);

        assertThat(List.of("messages[0].name", "messages[2]", "messages[3].content", "messages[4].content", "n"))
                .extracting(ForeignForms.asChat(sent).names()::apply)
                .containsExactly(
                        "messages[0].name",
                        "messages[1].content[1]",
                        "messages[1].content",
                        "messages[2].content",
                        "n");
    }

    @Test
    void emptyListsOfPartsAndCallsAreKeptForOthersToJudge() throws JsonProcessingException {
        String sent =
                "[{\"role\":\"user\",\"content\":[]},{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[]}]";
        assertThat(messages(sent)).isEqualTo(tree(sent));
    }

    private static JsonNode part(String part) throws JsonProcessingException {
        return messages("[{\"role\":\"user\",\"content\":[" + part + "]}]").at("/0/content/0");
    }

    private static JsonNode messages(String messages) throws JsonProcessingException {
        return JsonCodec.mapper()
                .valueToTree(request("\"messages\":" + messages).messages());
    }

    private static ChatRequest request(String fields) throws JsonProcessingException {
        return ForeignForms.asChat(JsonCodec.mapper().readValue("{" + fields + "}", ChatRequest.class))
                .request();
    }

    private static JsonNode tree(String json) throws JsonProcessingException {
        return JsonCodec.mapper().readTree(json);
    }
}
