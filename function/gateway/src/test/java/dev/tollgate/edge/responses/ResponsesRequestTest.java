package dev.tollgate.edge.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.CarriedReasoning;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.UntranslatedField;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of the Responses API become chat requests, without a loss that nobody is shown. */
final class ResponsesRequestTest {

    @Test
    void theItemsOfOneAnswerAreOneMessage() {
        assertThat(messages("""
                [{"role":"user","content":"Hi"},
                 {"type":"message","role":"assistant","content":[{"type":"output_text","text":"Let me see.","annotations":[]}]},
                 {"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},
                 {"type":"custom_tool_call","call_id":"c2","name":"patch","input":"a\\"b"},
                 {"type":"function_call_output","call_id":"c1","output":"1"},
                 {"type":"custom_tool_call_output","call_id":"c2","output":[{"type":"input_text","text":"2"}]}]
                """)).isEqualTo(json("""
                [{"role":"user","content":"Hi"},
                 {"role":"assistant","content":"Let me see.","tool_calls":[
                   {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}},
                   {"id":"c2","type":"function","function":{"name":"patch","arguments":"{\\"input\\":\\"a\\\\\\"b\\"}"}}]},
                 {"role":"tool","content":"1","tool_call_id":"c1"},
                 {"role":"tool","content":"2","tool_call_id":"c2"}]
                """));
    }

    @Test
    void partsOfAllKindsAreRead() {
        assertThat(messages("""
                [{"role":"user","content":[{"type":"input_text","text":"What?"},
                  {"type":"input_image","image_url":"https://h/i.png","detail":"low"},
                  {"type":"input_file","file_data":"data:application/pdf;base64,JVBERg==","filename":"a.pdf"},
                  {"type":"input_audio","input_audio":{"data":"UklGRg==","format":"wav"}}]},
                 {"role":"assistant","content":[{"type":"refusal","refusal":"No."}]}]
                """)).isEqualTo(json("""
                [{"role":"user","content":[{"type":"text","text":"What?"},
                  {"type":"image_url","image_url":{"url":"https://h/i.png","detail":"low"}},
                  {"type":"file","file":{"file_data":"data:application/pdf;base64,JVBERg==","filename":"a.pdf"}},
                  {"type":"input_audio","input_audio":{"data":"UklGRg==","format":"wav"}}]},
                 {"role":"assistant","content":"No."}]
                """));
    }

    /** BerriAI/litellm#11529: the gateway fetches what the provider does not, and an error names what the client wrote. */
    @Test
    void aFileMayBeAnAddress() {
        ResponsesRequest request = ResponsesRequest.of(body("""
                "input":[{"role":"user","content":[{"type":"input_file","file_url":"https://h/a.pdf"}]}]"""));
        assertThat(chat(request).at("/messages/0/content/0/file"))
                .isEqualTo(json("{\"file_data\":\"https://h/a.pdf\"}"));
        assertThat(request.paths().name("messages[0].content[0].file.file_data"))
                .isEqualTo("input[0].content[0].file_url");
    }

    /** BerriAI/litellm#13420. */
    @Test
    void argumentsMayBeAnObjectAndReasoningEmpty() {
        assertThat(messages("""
                [{"role":"user","content":"Hi"},
                 {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":null,"content":null,"status":null},
                 {"type":"function_call","call_id":"c1","name":"f","arguments":{"a":1}}]
                """).get(1)).isEqualTo(json("""
                {"role":"assistant","content":null,"tool_calls":[
                   {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}}]}
                """));
    }

    @Test
    void reasoningComesBackToItsMessageAndItsCalls() {
        String carried = new CarriedReasoning(
                        Map.of("thinking_blocks", json("[{\"thinking\":\"t\",\"signature\":\"s\"}]")),
                        Map.of("c1", Map.of("extra_content", json("{\"google\":{}}"))))
                .encoded();
        assertThat(messages("""
                [{"role":"user","content":"Hi"},
                 {"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},
                 {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"%s"},
                 {"type":"reasoning","id":"rs_2","summary":[{"type":"summary_text","text":"So."}],"encrypted_content":"gAAA"}]
                """.formatted(carried)).get(1)).isEqualTo(json("""
                {"role":"assistant","content":null,"tool_calls":[
                   {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"},"extra_content":{"google":{}}}],
                 "thinking_blocks":[{"thinking":"t","signature":"s"}],
                 "reasoning_details":[{"type":"reasoning.encrypted","data":"gAAA","id":"rs_2","format":"openai-responses-v1"}],
                 "reasoning_content":"So."}
                """));
    }

    @Test
    void everyToolThatTheClientRunsIsAFunction() {
        ResponsesRequest request = request("""
                "tools":[{"type":"namespace","name":"mcp__w","tools":[{"type":"function","name":"now","parameters":{"type":"object"}}]},
                  {"type":"custom","name":"sql","description":"Runs SQL.","format":{"type":"grammar","syntax":"regex","definition":"S.*"}}],
                "tool_choice":{"type":"custom","name":"sql"}""");
        assertThat(chat(request).path("tools")).isEqualTo(json("""
                [{"type":"function","function":{"name":"mcp__w__now","parameters":{"type":"object"}}},
                 {"type":"function","function":{"name":"sql",
                  "description":"Runs SQL.\\n\\nThe input must follow this grammar, in the syntax regex:\\nS.*",
                  "parameters":{"type":"object","properties":{"input":{"type":"string"}},"required":["input"],"additionalProperties":false}}}]
                """));
        assertThat(chat(request).path("tool_choice"))
                .isEqualTo(json("{\"type\":\"function\",\"function\":{\"name\":\"sql\"}}"));
        assertThat(request.paths().name("tools[0].function.parameters")).isEqualTo("tools[0].tools[0].parameters");
    }

    @Test
    void onlyAllowedToolsAreOffered() {
        ResponsesRequest request = request("""
                "tools":[{"type":"function","name":"a"},{"type":"function","name":"b"}],
                "tool_choice":{"type":"allowed_tools","mode":"required","tools":[{"type":"function","name":"b"}]}""");
        assertThat(chat(request).at("/tools/0/function/name").asText()).isEqualTo("b");
        assertThat(chat(request).path("tools")).hasSize(1);
        assertThat(chat(request).path("tool_choice").asText()).isEqualTo("required");
        assertThat(request.paths().name("tools[0]")).isEqualTo("tools[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"n\",\"schema\":{},\"strict\":true}}"
                        + "|response_format|{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{},\"strict\":true}}",
                "\"text\":{\"format\":{\"type\":\"json_object\"},\"verbosity\":\"low\"}|verbosity|\"low\"",
                "\"reasoning\":{\"effort\":\"high\",\"summary\":\"auto\"}|reasoning_effort|\"high\"",
                "\"include\":[\"message.output_text.logprobs\"]|logprobs|true",
                "\"top_logprobs\":2|top_logprobs|2",
                "\"tools\":[{\"type\":\"web_search\",\"search_context_size\":\"low\",\"user_location\":"
                        + "{\"type\":\"approximate\",\"city\":\"Ulm\",\"region\":null}}]|web_search_options|"
                        + "{\"search_context_size\":\"low\",\"user_location\":{\"type\":\"approximate\",\"approximate\":{\"city\":\"Ulm\"}}}",
                "\"max_output_tokens\":7|max_completion_tokens|7",
                "\"service_tier\":\"flex\"|service_tier|\"flex\"",
                "\"safety_identifier\":\"s\"|safety_identifier|\"s\"",
                "\"from_next_week\":1|from_next_week|1",
                "\"stream\":true|stream_options|{\"include_usage\":true}",
            })
    void anOptionHasItsPlaceInChat(String field, String name, String value) {
        assertThat(chat(request(field)).path(name)).isEqualTo(json(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"store\":true|store|true",
                "\"store\":false||",
                "\"truncation\":\"auto\"|truncation|true",
                "\"truncation\":\"disabled\"||",
                "\"client_metadata\":{\"session_id\":\"s\"}|client_metadata|true",
                "\"prompt\":{\"id\":\"p\"}|prompt|false",
                "\"max_tool_calls\":3||",
                "\"max_tool_calls\":3,\"tools\":[{\"type\":\"web_search\"}]|max_tool_calls|false",
                "\"tools\":[{\"type\":\"mcp\",\"server_label\":\"s\"}]|tools[0]|false",
                "\"tools\":[{\"type\":\"web_search\",\"external_web_access\":false}]|tools[].web_search|true",
                "\"tools\":[{\"type\":\"web_search\",\"filters\":{\"allowed_domains\":[\"h\"]}}]|tools[0].filters|false",
                "\"tool_choice\":{\"type\":\"file_search\"}|tool_choice|false",
                "\"include\":[\"file_search_call.results\"]||",
            })
    void whatChatDoesNotSayIsKnownByName(String field, String path, Boolean dispensable) {
        if (path == null) {
            assertThat(request(field).sent().untranslated()).isEmpty();
        } else {
            assertThat(request(field).sent().untranslated()).singleElement().satisfies(said -> {
                assertThat(said.path()).isEqualTo(path);
                assertThat(said.isDispensable()).isEqualTo(dispensable);
            });
        }
    }

    @Test
    void itemsThatOnlyOpenAiUnderstandsAreNamed() {
        ResponsesRequest request = ResponsesRequest.of(body("""
                "input":[{"role":"user","content":"Hi"},{"type":"web_search_call","id":"ws_1"},{"type":"compaction","encrypted_content":"x"},
                 {"type":"computer_call_output","call_id":"c","output":{}}]"""));
        assertThat(request.sent().untranslated())
                .extracting(UntranslatedField::path)
                .containsExactly("input[].web_search_call", "input[].compaction", "input[3]");
        assertThat(chat(request).path("messages")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"n", "messages", "max_tokens", "response_format", "Input"})
    void aFieldOfChatIsRefusedAndNamesTheRightOne(String name) {
        assertThatThrownBy(() -> request("\"" + name + "\":null"))
                .isInstanceOfSatisfying(GatewayException.class, refused -> assertThat(refused.param())
                        .isEqualTo(name));
    }

    @ParameterizedTest
    @CsvSource({
        "messages[0].content, input",
        "max_completion_tokens, max_output_tokens",
        "response_format.json_schema.schema, text.format.schema",
        "messages[].name, input[].name",
        "messages[].content[].image_url.detail, input[].content[].detail",
        "reasoning_effort, reasoning.effort",
        "temperature, temperature",
    })
    void namesOfChatFieldsAreTheClientsAgain(String chat, String client) {
        assertThat(request("\"user\":\"u\"").paths().name(chat)).isEqualTo(client);
    }

    private static JsonNode messages(String input) {
        return chat(ResponsesRequest.of(body("\"input\":" + input))).path("messages");
    }

    private static JsonNode chat(ResponsesRequest request) {
        return JsonCodec.mapper().valueToTree(request.chat());
    }

    private static ResponsesRequest request(String fields) {
        return ResponsesRequest.of(body("\"input\":\"Hi\"," + fields));
    }

    private static ObjectNode body(String fields) {
        return (ObjectNode) json("{\"model\":\"m\"," + fields + "}");
    }

    private static JsonNode json(String text) {
        try {
            return JsonCodec.mapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }
}
