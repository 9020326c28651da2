package dev.tollgate.guardrail;

import static dev.tollgate.guardrail.CanaryPrompt.CANARY;
import static dev.tollgate.guardrail.CanaryPrompt.chat;
import static dev.tollgate.guardrail.CanaryPrompt.editor;
import static dev.tollgate.guardrail.CanaryPrompt.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.RequestTexts;
import dev.tollgate.openai.TextPath;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are text, in every place that a request has for a file, and under whatever media type. */
class HiddenFileTest {
    private static final String TEXT = "Dear all, the code is %s \u2014 so far.\n";

    static List<String> placesInNativeRequests() {
        return List.of(
                "{\"inlineData\":{\"mimeType\":\"text/plain\",\"data\":\"%s\"}}",
                "{\"inline_data\":{\"mime_type\":\"text/csv\",\"data\":\"%s\"}}",
                "{\"inlineData\":{\"mimeType\":\"application/json\",\"data\":\"%s\"}}",
                "{\"functionResponse\":{\"name\":\"f\",\"parts\":[{\"inlineData\":{\"mimeType\":\"text/html\",\"data\":\"%s\"}}]}}",
                "{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"text/plain\",\"data\":\"%s\"}}",
                "{\"type\":\"tool_result\",\"content\":[{\"type\":\"document\",\"source\":"
                        + "{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"%s\"}}]}",
                "{\"type\":\"input_file\",\"filename\":\"a.txt\",\"file_data\":\"%s\"}",
                "{\"type\":\"input_file\",\"file_data\":\"data:application/pdf;base64,%s\"}",
                "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"%s\",\"format\":\"wav\"}}",
                "{\"unknown\":[\"%s\"]}",
                "{\"unknown\":\"data:image/png;base64,%s\"}");
    }

    @ParameterizedTest
    @MethodSource("placesInNativeRequests")
    void aFileOfTextIsReadWhereverItIs(String part) throws JsonProcessingException {
        ObjectNode body = (ObjectNode) JsonCodec.mapper().readTree("{\"a\":[" + part.formatted(base64(CANARY)) + "]}");

        String sent = new NativeRequest(NativeRequest.GEMINI, body)
                .edited(editor(PolicyAction.MASK))
                .body()
                .toString();

        assertThat(sent).contains(base64("<CANARY_1>")).doesNotContain(base64(CANARY));
    }

    static List<String> placesInChats() {
        return List.of(
                "{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"text/plain\",\"data\":\"%s\"}}",
                "{\"type\":\"file\",\"file\":{\"file_data\":\"%s\"}}",
                "{\"type\":\"file\",\"file\":{\"file_data\":\"data:application/pdf;base64,%s\"}}",
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,%s\"}}",
                "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"%s\",\"format\":\"wav\"}}",
                "{\"type\":\"text\",\"text\":\"%s\"}");
    }

    @ParameterizedTest
    @MethodSource("placesInChats")
    void aPartOfAMessageMayBeAFile(String part) {
        assertThat(sent(part.formatted(base64(CANARY)), editor(PolicyAction.MASK)))
                .contains(base64("<CANARY_1>"))
                .doesNotContain(base64(CANARY));
    }

    @Test
    void base64MayBeInLinesAndForUrls() {
        byte[] text = ("??>>" + TEXT.formatted(CANARY).repeat(3)).getBytes(StandardCharsets.UTF_8);
        String lines = Base64.getMimeEncoder().encodeToString(text);
        String forUrls = Base64.getUrlEncoder().withoutPadding().encodeToString(text);

        for (String written : List.of(lines, forUrls)) {
            String edited = RequestTexts.edited(TextPath.of("a"), written, editor(PolicyAction.MASK));
            String plain = edited.replace('-', '+').replace('_', '/');
            assertThat(new String(Base64.getDecoder().decode(plain), StandardCharsets.UTF_8))
                    .isEqualTo("??>>" + TEXT.formatted("<CANARY_1>").repeat(3));
        }
    }

    /** Base64 in Base64: each reader may take one layer off. */
    @Test
    void aFileMayHoldAFile() {
        String inner = base64(CANARY);
        String edited = RequestTexts.edited(
                TextPath.of("a"),
                Base64.getEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8)),
                editor(PolicyAction.MASK));

        assertThat(new String(Base64.getDecoder().decode(edited), StandardCharsets.UTF_8))
                .isEqualTo(base64("<CANARY_1>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-15", "UTF-16", "UTF-16LE"})
    void aTextInAnotherCharsetIsRefused(String charset) {
        byte[] text = ("é " + CANARY + " ").getBytes(Charset.forName(charset));
        PromptEditor editor = editor(PolicyAction.MASK);

        sent(
                "{\"type\":\"file\",\"file\":{\"file_data\":\"data:text/plain;base64,%s\"}}"
                        .formatted(Base64.getEncoder().encodeToString(text)),
                editor);

        assertThat(editor.denial()).isPresent();
    }

    /** Whatever it is called, it has no control characters. */
    @Test
    void aTextInAnotherCharsetIsNoPicture() {
        byte[] text = ("é " + CANARY).getBytes(StandardCharsets.ISO_8859_1);
        PromptEditor editor = editor(PolicyAction.MASK);

        sent(
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,%s\"}}"
                        .formatted(Base64.getEncoder().encodeToString(text)),
                editor);

        assertThat(editor.denial()).isPresent();
    }

    /** An archive counts its bytes, and zeros hide nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"a.txt\0\0\0" + CANARY + "\0", "CANARY-12\0" + "34567"})
    void aValueBetweenZerosCannotBeMasked(String content) {
        PromptEditor editor = editor(PolicyAction.MASK);

        sent(
                "{\"type\":\"file\",\"file\":{\"file_data\":\"data:application/octet-stream;base64,%s\"}}"
                        .formatted(Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))),
                editor);

        assertThat(editor.denial()).isPresent();
    }

    static List<String> filesWithoutText() {
        return List.of(
                "data:image/png;base64,iVBORw0KGgo=",
                "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQABAAD=",
                "data:application/pdf;base64,"
                        + Base64.getEncoder().encodeToString(("%PDF-1.4\n" + CANARY).getBytes(StandardCharsets.UTF_8)),
                "file-abc123DEF456ghi789JKL012",
                "https://host/a.png");
    }

    @ParameterizedTest
    @MethodSource("filesWithoutText")
    void aFileWithoutTextStays(String file) {
        PromptEditor editor = editor(PolicyAction.MASK);
        String part = "{\"type\":\"file\",\"file\":{\"file_data\":\"" + file + "\"}}";

        assertThat(sent(part, editor)).contains(file);
        assertThat(editor.denial()).isEmpty();
    }

    /** Of which a word has the characters of Base64. */
    @ParameterizedTest
    @ValueSource(strings = {"hello", "caféolait", "internationalization", "4f3c2b1a0d9e8f7a6b5c4d3e2f1a0b9c"})
    void aFieldCalledDataMayBeAnyText(String text) {
        PromptEditor editor = editor(PolicyAction.MASK);
        String request = "{\"model\":\"m\",\"messages\":[],\"metadata\":{\"data\":\"" + text + "\"}}";

        assertThat(json(RequestTexts.edited(chat(request), editor))).contains(text);
        assertThat(editor.denial()).isEmpty();
    }

    private static String sent(String part, PromptEditor editor) {
        return json(RequestTexts.edited(
                chat("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}"), editor));
    }

    private static String base64(String canary) {
        return Base64.getEncoder().encodeToString(TEXT.formatted(canary).getBytes(StandardCharsets.UTF_8));
    }
}
