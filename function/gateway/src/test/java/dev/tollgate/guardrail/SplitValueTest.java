package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.RequestTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are split over text parts of one message, which a model reads as one. */
class SplitValueTest {
    private static final String VALUE = "ada.canary@example.org";

    @Test
    void aValueIsMaskedWhereverItIsSplit() {
        for (int cut = 1; cut < VALUE.length(); cut++) {
            PromptEditor editor = editor(PolicyAction.MASK);
            List<String> texts = texts(editor, "to " + VALUE.substring(0, cut), VALUE.substring(cut) + " now");

            assertThat(texts).as("cut at %d", cut).containsExactly("to <EMAIL_1>", " now");
            assertThat(editor.acted()).isEqualTo(Map.of("split", 1L));
        }
    }

    /** The lines that say what it is may be thousands of characters away. */
    @ParameterizedTest
    @ValueSource(ints = {4, 40, 600, 6_000, 12_000})
    void soIsALongPrivateKey(int cut) {
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + "MIIJQgIBADANBgkqhkiG9w0BAQEFAASCCSwwggkoAgEAAoICAQC7VJTUt9Us8cKj\n".repeat(185)
                + "-----END PRIVATE KEY-----";

        assertThat(texts(editor(PolicyAction.MASK), "My key: " + key.substring(0, cut), key.substring(cut) + "\n?"))
                .containsExactly("My key: <SECRET_1>", "\n?");
    }

    /** One text has the same value twice, and only the text before it explains the first. */
    @Test
    void aValueThatATextShowsAtAnotherPlaceIsStillMasked() {
        assertThat(texts(
                        editor(PolicyAction.MASK),
                        "She was born on ",
                        "1990-02-03. Again: she was born on 1990-02-03."))
                .containsExactly("She was born on ", "<BIRTH_DATE_1>. Again: she was born on <BIRTH_DATE_1>.");
    }

    @Test
    void noPartBecomesEmpty() {
        assertThat(texts(editor(PolicyAction.REDACT), "ada.", "canary@", "example.org"))
                .containsExactly("[EMAIL]", "[EMAIL]", "[EMAIL]");
    }

    @Test
    void aWordInOnePartExplainsANumberInTheNext() {
        assertThat(texts(editor(PolicyAction.MASK), "She was born on ", "1990-02-03."))
                .containsExactly("She was born on ", "<BIRTH_DATE_1>.");
    }

    @Test
    void aDeniedValueIsDenied() {
        PromptEditor editor = editor(PolicyAction.DENY);
        texts(editor, "ada.canary", "@example.org");

        assertThat(editor.denial())
                .hasValueSatisfying(denial -> assertThat(denial.kind()).isEqualTo(ErrorKind.CONTENT_POLICY_VIOLATION));
    }

    @Test
    void aFlaggedValueCountsOnce() {
        PromptEditor editor = editor(PolicyAction.FLAG);

        assertThat(texts(editor, VALUE + " and ", "b.canary@", "example.org"))
                .containsExactly(VALUE + " and ", "b.canary@", "example.org");
        assertThat(editor.acted()).isEqualTo(Map.of("split", 2L));
    }

    @Test
    void partsWithNothingBetweenThemStayAsTheyAre() {
        List<String> texts = List.of("One text.", "Another text, with a@ sign", "and more.");

        assertThat(texts(editor(PolicyAction.MASK), texts.toArray(String[]::new)))
                .isEqualTo(texts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messages':[{'role':'user','content':[{'type':'text','text':'ada.canary@'},{'type':'text','text':'example.org'}]}]}",
                "{'system':[{'type':'text','text':'ada.canary@'},{'type':'text','text':'example.org'}]}",
                "{'contents':[{'parts':[{'text':'ada.canary@'},{'text':'example.org'}]}]}",
                "{'input':[{'content':[{'type':'input_text','text':'ada.canary@'},{'type':'input_text','text':'example.org'}]}]}",
                "{'input':[{'output':[{'type':'input_text','text':'ada.canary@'},{'type':'input_text','text':'example.org'}]}]}"
            })
    void soItIsInTheWordsOfOtherApis(String body) {
        NativeRequest sent = new NativeRequest(NativeRequest.MESSAGES, (ObjectNode) json(body.replace('\'', '"')));

        String edited = sent.edited(editor(PolicyAction.MASK)).body().toString();

        assertThat(edited).contains("<EMAIL_1>").doesNotContain("example.org", "ada.canary");
    }

    private static List<String> texts(PromptEditor editor, String... texts) {
        ObjectNode request = JsonCodec.mapper().createObjectNode().put("model", "m");
        ObjectNode message = request.putArray("messages").addObject().put("role", "user");
        for (String text : texts) {
            message.withArray("content").addObject().put("type", "text").put("text", text);
        }
        JsonNode edited =
                JsonCodec.mapper().valueToTree(RequestTexts.edited(CanaryPrompt.chat(request.toString()), editor));
        return IntStream.range(0, texts.length)
                .mapToObj(i -> edited.at("/messages/0/content/" + i + "/text").asText())
                .toList();
    }

    private static PromptEditor editor(PolicyAction action) {
        ContentPolicy policy = new ContentPolicy(
                "split", Map.of("email", action, "birth_date", action, "secret", action), Map.of(), Set.of(), Map.of());
        return new PromptEditor(PolicyDetectors.of(List.of(policy)).prompts());
    }

    private static JsonNode json(String text) {
        try {
            return JsonCodec.mapper().readTree(text);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
