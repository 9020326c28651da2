package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.guardrail.detector.WordListDetector;
import dev.tollgate.openai.StreamEditor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON in a code block stays JSON, and hides nothing, wherever the answer is cut. */
final class CodeBlockTest {
    private static final String VALUE = "Ada \"Countess\" Lovelace";
    private static final String ESCAPED = "Ada \\\"Countess\\\" Lovelace";

    static Stream<Arguments> restored() {
        return Stream.of(
                Arguments.of(
                        "Hi <NAME_1>\n```json\n{\"n\": \"<NAME_1>\"}\n```\n<NAME_1>",
                        "Hi " + VALUE + "\n```json\n{\"n\": \"" + ESCAPED + "\"}\n```\n" + VALUE),
                Arguments.of("~~~\n[\"<NAME_1>\"]\n~~~", "~~~\n[\"" + ESCAPED + "\"]\n~~~"),
                Arguments.of(
                        "- a\n  ```\n  [\"<NAME_1>\"]\n  ```\n\n```\n[\"<NAME_1>\"]",
                        "- a\n  ```\n  [\"" + ESCAPED + "\"]\n  ```\n\n```\n[\"" + ESCAPED + "\"]"),
                Arguments.of("```java\nString n = \"<NAME_1>\";\n```", "```java\nString n = \"" + VALUE + "\";\n```"),
                Arguments.of("a ``` b\n[\"<NAME_1>\"]", "a ``` b\n[\"" + VALUE + "\"]"),
                Arguments.of("``\n[\"<NAME_1>\"]", "``\n[\"" + VALUE + "\"]"),
                Arguments.of(
                        "```\nno JSON \"<NAME_1>\"\n```\n[\"<NAME_1>\"]",
                        "```\nno JSON \"" + VALUE + "\"\n```\n[\"" + VALUE + "\"]"));
    }

    @ParameterizedTest
    @MethodSource("restored")
    void whatIsRestoredIsEscapedWhereTheTextIsJson(String answer, String restored) {
        PlaceholderMap placeholders = new PlaceholderMap();
        placeholders.text("NAME", VALUE);

        assertThat(cuts(answer).map(pieces -> edited(RuleEditor.ofText(new PlaceholderRule(placeholders)), pieces)))
                .containsOnly(restored);
    }

    static Stream<Arguments> checked() {
        return Stream.of(
                Arguments.of(
                        "Ok.\n```json\n{\"n\": \"Blue\\u0062ird\"}\n```", "Ok.\n```json\n{\"n\": \"[BIRD]\"}\n```"),
                Arguments.of("It is {\"n\": \"Blue\\u0062ird\"}", "It is {\"n\": \"[BIRD]\"}"),
                Arguments.of("Blue&#98;ird &amp; 5%25", "[BIRD] &amp; 5%25"),
                Arguments.of("{\"n\": \"Blue%62ird\"}", "{\"n\": \"[BIRD]\"}"),
                Arguments.of("50% of &", "50% of &"));
    }

    @ParameterizedTest
    @MethodSource("checked")
    void noFormHidesAValue(String answer, String redacted) {
        ActiveDetector bird =
                new ActiveDetector(WordListDetector.of("bird", List.of("Bluebird")), PolicyAction.REDACT, "birds");

        assertThat(cuts(answer)
                        .map(pieces -> edited(RuleEditor.ofText(new DetectorRule(List.of(bird), _ -> {})), pieces)))
                .containsOnly(redacted);
    }

    /** In two pieces at every place, and char by char. */
    private static Stream<List<String>> cuts(String text) {
        return Stream.concat(
                IntStream.rangeClosed(0, text.length())
                        .mapToObj(at -> List.of(text.substring(0, at), text.substring(at))),
                Stream.of(List.of(text.split(""))));
    }

    private static String edited(StreamEditor editor, List<String> pieces) {
        StringBuilder edited = new StringBuilder();
        pieces.forEach(piece -> edited.append(editor.add(piece)));
        return edited.append(editor.end()).toString();
    }
}
