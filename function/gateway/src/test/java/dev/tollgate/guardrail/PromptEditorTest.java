package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.guardrail.ContentPolicy.OwnDetector;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.RequestTexts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptEditorTest {
    private static final String CANARY = "CANARY-1234567";

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

    private static PromptEditor editor(PolicyAction action) {
        ContentPolicy policy = new ContentPolicy(
                "canaries",
                Map.of("canary", action),
                Map.of(),
                Set.of(),
                Map.of("canary", new OwnDetector("CANARY-[0-9]{7}", List.of())));
        return new PromptEditor(PolicyDetectors.of(List.of(policy)).prompts());
    }

    private static ChatRequest chat(String json) {
        try {
            return JsonCodec.mapper().readValue(json, ChatRequest.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static String json(ModelRequest request) {
        return JsonCodec.mapper().valueToTree(request).toString();
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

    private static List<String> contents(String messages) {
        ChatRequest request = chat("{\"model\":\"m\",\"messages\":[" + messages + "]}");
        return JsonCodec.mapper()
                .valueToTree(RequestTexts.edited(request, editor(PolicyAction.MASK)))
                .findValuesAsText("content");
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

    static List<Arguments> hiddenValues() {
        return List.of(
                Arguments.of("{\"a\":\"\\u0043ANARY-1234567\"} is one.", "{\"a\":\"<CANARY_1>\"} is one."),
                Arguments.of("{\"a\":1}\n{\"b\":\"\\u0043ANARY-1234567\"}", "{\"a\":1}\n{\"b\":\"<CANARY_1>\"}"),
                Arguments.of(
                        "see {\"a\":\"\\\\u0043ANARY-1234567\\n\\u0022\"}", "see {\"a\":\"<CANARY_1>\\n\\u0022\"}"),
                Arguments.of("C:\\users, \\u00e9, a\\/b", "C:\\users, \\u00e9, a\\/b"));
    }

    /** Logs and prompts have JSON somewhere inside: whatever is around it stays. */
    @ParameterizedTest
    @MethodSource("hiddenValues")
    void escapesHideNothing(String text, String masked) {
        String message = JsonNodeFactory.instance
                .objectNode()
                .put("role", "user")
                .put("content", text)
                .toString();

        assertThat(contents(message)).containsExactly(masked);
    }

    /** Read as a document, it would take a hundred times its size. */
    @Test
    void aDocumentOfTooManyElementsIsReadAsText() {
        String hidden = "\\u0043ANARY-1234567";

        assertThat(contents(JsonNodeFactory.instance
                        .objectNode()
                        .put("role", "user")
                        .put("content", "[" + "{},".repeat(100_000) + "\"" + hidden + "\"]")
                        .toString()))
                .containsExactly("[" + "{},".repeat(100_000) + "\"<CANARY_1>\"]");
    }

    /** It has the characters of Base64 only, as a signature has. */
    @Test
    void aFileOfSettingsIsRead() {
        String file = "SERVICE_TOKEN=abcdef012345\\n".repeat(20) + "KEY=" + CANARY;

        assertThat(json(RequestTexts.edited(
                        chat("{\"model\":\"m\",\"messages\":[],\"metadata\":{\"file\":\"" + file + "\"}}"),
                        editor(PolicyAction.MASK))))
                .contains("KEY=<CANARY_1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/octet-stream", "image/svg+xml"})
    void aFileOfTextIsReadWhateverItsMediaType(String type) {
        String file = Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));
        String sent = json(RequestTexts.edited(
                chat("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":"
                        + "{\"file_data\":\"data:" + type + ";base64," + file + "\"}}]}]}"),
                editor(PolicyAction.MASK)));

        assertThat(sent).contains(Base64.getEncoder().encodeToString("<CANARY_1>".getBytes(StandardCharsets.UTF_8)));
    }

    static List<String> addresses() {
        return List.of(
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://host/" + CANARY + "\"}}",
                "{\"type\":\"file\",\"file\":{\"file_data\":\"https://host/" + CANARY + "\"}}",
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://host/%43ANARY%2D1234567\"}}",
                "{\"type\":\"file\",\"file\":{\"file_data\":\"data:text/plain,%43ANARY%2D1234567\"}}",
                "{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://host/" + CANARY + "\"}}");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void anAddressCannotBeMaskedSoThatTheRequestIsDenied(String part) {
        PromptEditor editor = editor(PolicyAction.MASK);

        RequestTexts.edited(
                chat("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}"), editor);

        assertThat(editor.denial())
                .hasValueSatisfying(denial -> assertThat(denial.param()).startsWith("messages[0].content[0]"));
    }

    static List<String> documentsThatHideAValue() {
        return List.of(
                "{\"a\":\"%s\",\"a\":\"b\"}".formatted(CANARY),
                "{\"a\":{\"b\":[\"%s\"],\"b\":1}}".formatted(CANARY),
                "{\"a\":\"b\"} %s".formatted(CANARY),
                "{\"a\":\"b\"}{\"a\":\"%s\"}".formatted(CANARY),
                " \n{\"a\":\"\\u0043ANARY-1234567\"}",
                "{\"a\":\"\\u0043ANARY-1234567\",\"a\":\"b\"}");
    }

    @ParameterizedTest
    @MethodSource("documentsThatHideAValue")
    void noPartOfADocumentLeavesUnread(String document) {
        JsonNode text = JsonNodeFactory.instance.textNode(document);
        PromptEditor editor = editor(PolicyAction.REDACT);

        String sent = json(RequestTexts.edited(chat("""
                        {"model":"m","messages":[
                          {"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":%s}}]},
                          {"role":"tool","tool_call_id":"c","content":%s}]}""".formatted(text, text)), editor));

        assertThat(sent).doesNotContain("1234567");
    }

    @Test
    @Timeout(20)
    void manyNamesThatBecomeTheSameTakeLittleTime() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        IntStream.range(0, 100_000).forEach(i -> fields.put("CANARY-%07d".formatted(i), i));
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", "m");
        request.putArray("messages");
        request.set("metadata", fields);

        ChatRequest sent = RequestTexts.edited(chat(request.toString()), editor(PolicyAction.REDACT));

        assertThat(sent.extra().get("metadata")).hasSize(100_000);
        assertThat(sent.extra().get("metadata").get("[CANARY]_100000").intValue())
                .isEqualTo(99_999);
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
