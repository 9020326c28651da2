package dev.tollgate.guardrail;

import static dev.tollgate.guardrail.CanaryPrompt.CANARY;
import static dev.tollgate.guardrail.CanaryPrompt.chat;
import static dev.tollgate.guardrail.CanaryPrompt.contents;
import static dev.tollgate.guardrail.CanaryPrompt.editor;
import static dev.tollgate.guardrail.CanaryPrompt.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.RequestTexts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in forms that hide them: escapes, files, addresses, and what parsers of JSON leave out. */
class HiddenValueTest {
    static List<Arguments> hiddenValues() {
        return List.of(
                Arguments.of("{\"a\":\"\\u0043ANARY-1234567\"} is one.", "{\"a\":\"<CANARY_1>\"} is one."),
                Arguments.of("{\"a\":1}\n{\"b\":\"\\u0043ANARY-1234567\"}", "{\"a\":1}\n{\"b\":\"<CANARY_1>\"}"),
                Arguments.of(
                        "see {\"a\":\"\\\\u0043ANARY-1234567\\n\\u0022\"}", "see {\"a\":\"<CANARY_1>\\n\\u0022\"}"),
                Arguments.of("CANARY&#45;1234567 &amp; 50%41", "<CANARY_1> &amp; 50%41"),
                Arguments.of("https://a.example/?q=CANARY%2D1234567%26", "https://a.example/?q=<CANARY_1>%26"),
                Arguments.of("CANARY-１２３４５６７、１２", "<CANARY_1>、１２"),
                Arguments.of("CANARY-1234567 or CANARY%2d1234567", "<CANARY_1> or <CANARY_1>"),
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
}
