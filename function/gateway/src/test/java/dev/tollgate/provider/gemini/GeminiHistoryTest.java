package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what becomes of earlier messages that Gemini would reject as they are. */
final class GeminiHistoryTest {
    private static final String CALL =
            "{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}%s}";

    private final UnsupportedFields unsupported = new UnsupportedFields("gemini", DropPolicy.NOTHING);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        messages[].extra_content.google.parts | {"extra_content":{"google":{"parts":["x"]}}}
        messages[].extra_content.openai | {"extra_content":{"openai":{"a":1}}}
        messages[].images | {"images":[{"image_url":{"url":"https://example.org/a.png"}}]}
        messages[].reasoning_details | {"reasoning_details":[{"type":"reasoning.text"}]}
        messages[].content[] | {"content":[{"type":"text","text":"Hi"},{"type":"thinking","thinking":[]}]}
        """)
    void leavesOutAndNamesWhatGeminiDoesNotUnderstand(String dropped, String fields) {
        JsonNode sent = sent(message(fields));

        assertThat(sent.at("/contents/1")).hasToString("{\"role\":\"model\",\"parts\":[{\"text\":\"Hi\"}]}");
        assertThat(unsupported.fields()).containsExactly(dropped);
    }

    @Test
    void doesNotNameEmptyFields() {
        sent(message("{\"refusal\":null,\"annotations\":[],\"audio\":null,\"reasoning_content\":\"\"}"));

        assertThat(unsupported.fields()).isEmpty();
    }

    /** Google's field holds bytes: other text makes it reject the request. */
    @Test
    void replacesASignatureThatCannotBeGoogles() {
        String call = CALL.formatted(",\"extra_content\":{\"google\":{\"thought_signature\":\"not base64!\"}}");

        assertThat(sent(calls(call)).at("/contents/1/parts/0/thoughtSignature").asText())
                .isEqualTo("skip_thought_signature_validator");
    }

    /** langchain-ai/langchain-google#1431, googleapis/js-genai#1116: a model that draws requires signatures of all it said. */
    @Test
    void signsWhatAnotherModelDrewAndSaid() {
        String fields = "{\"messages\":"
                + message(
                        "{\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,aGk=\"}}]}")
                + "}";

        assertThat(EncodedRequest.sent("gemini-3-pro-image-preview", fields, unsupported)
                        .at("/contents/1/parts")
                        .findValuesAsText("thoughtSignature"))
                .containsExactly("skip_thought_signature_validator", "skip_thought_signature_validator");
        assertThat(EncodedRequest.sent("gemini-2.5-flash-image", fields, unsupported)
                        .at("/contents/1/parts")
                        .findValues("thoughtSignature"))
                .isEmpty();
    }

    /** NousResearch/hermes-agent#93014, vercel/ai#14369: Gemini 3 looks up the references of a result. */
    @Test
    void sendsAResultWithReferencesAsText() {
        String schema = "{\\\"items\\\":{\\\"$ref\\\":\\\"#/$defs/A\\\"}}";
        JsonNode sent = sent(calls(CALL.formatted("")).replace("\"21\"", "\"" + schema + "\""));

        assertThat(sent.at("/contents/2/parts/0/functionResponse/response"))
                .hasToString("{\"output\":\"" + schema + "\"}");
    }

    /** A stream ends with a signed empty text, which Vertex AI rejects in a request (vercel/ai#3775). */
    @Test
    void sendsNoEmptyTextForASignature() {
        JsonNode sent = sent(
                "[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
                        + "\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln\"}}},{\"role\":\"user\",\"content\":\"And?\"}]");

        assertThat(sent.path("contents")).hasSize(2);
    }

    /** vercel/ai#15664, pydantic/pydantic-ai#5081. */
    @Test
    void vertexGetsNoIdsOfCalls() throws IOException {
        ChatAdapter vertex = new GeminiKind()
                .adapter(new Provider(
                        "vertex", "gemini", URI.create("https://example.org/v1/publishers/google"), "s", null));
        String fields = "{\"messages\":" + calls(CALL.formatted("")) + "}";

        String body = new String(
                EncodedRequest.encode(vertex, "gemini-2.5-flash", fields).body(), StandardCharsets.UTF_8);
        assertThat(JsonCodec.mapper().readTree(body).at("/contents/1/parts/0"))
                .hasToString("{\"functionCall\":{\"name\":\"f\",\"args\":{}}}");
        assertThat(body).doesNotContain("\"id\"");
    }

    @Test
    void aFileOfAResultFollowsTheResults() {
        String image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}";
        JsonNode sent = sent(calls(CALL.formatted(""))
                .replace("\"content\":\"21\"", "\"content\":[{\"type\":\"text\",\"text\":\"A map:\"}," + image + "]"));

        assertThat(sent.at("/contents/2/parts/0/functionResponse/response")).hasToString("{\"output\":\"A map:\"}");
        assertThat(sent.at("/contents/3/parts/0/inlineData/data").asText()).isEqualTo("AAAA");
    }

    @Test
    void refusesARequestWithoutAnyContent() {
        assertThatThrownBy(() -> sent("[{\"role\":\"user\",\"content\":\"\"}]"))
                .hasFieldOrPropertyWithValue("kind", ErrorKind.INVALID_VALUE)
                .hasFieldOrPropertyWithValue("param", "messages");
    }

    private static String message(String fields) {
        String content = fields.contains("\"content\"") ? "" : "\"content\":\"Hi\",";
        return "[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\"," + content + fields.substring(1) + "]";
    }

    private static String calls(String call) {
        return "[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
                + call + "]},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"21\"}]";
    }

    private JsonNode sent(String messages) {
        return EncodedRequest.sent("gemini-3-pro-preview", "{\"messages\":" + messages + "}", unsupported);
    }
}
