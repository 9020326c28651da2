package dev.tollgate.tiering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The classifier against labelled prompts. Most of them were looked at when its strengths and forms were found, the
 * held-out ones were not; {@code make classify} prints how well it does on each.
 */
class ComplexityClassifierTest {
    @TestFactory
    Stream<DynamicTest> noComplexPromptThatWasLookedAtGoesToTheSmallModel() throws IOException {
        return LabelledPrompt.all().stream()
                .filter(prompt -> prompt.complex() && prompt.half().equals("training"))
                .map(prompt -> DynamicTest.dynamicTest(
                        prompt.prompt(), () -> assertThat(prompt.judged().score())
                                .as(prompt.judged().explained())
                                .isGreaterThanOrEqualTo(LabelledPrompt.COMPLEX_FROM)));
    }

    @Test
    void promptsThatWereNotLookedAtAreJudgedAsBefore() throws IOException {
        assertThat(rightShare("held out", true)).as("complex").isEqualTo(1);
        assertThat(rightShare("held out", false)).as("simple").isGreaterThanOrEqualTo(0.9);
        assertThat(rightShare("probe", true)).as("made to be taken for simple").isGreaterThanOrEqualTo(0.5);
    }

    private static double rightShare(String half, boolean complex) throws IOException {
        List<LabelledPrompt> labelled = LabelledPrompt.all().stream()
                .filter(prompt -> prompt.half().equals(half) && prompt.complex() == complex)
                .toList();
        assertThat(labelled).hasSizeGreaterThanOrEqualTo(40);
        return (double) labelled.stream()
                        .filter(prompt -> prompt.judgedComplex() == complex)
                        .count()
                / labelled.size();
    }

    @Test
    void whatShowsNoSignOfBeingSimpleIsComplexHoweverShortItIs() {
        assertThat(explained("Kant or Mill?")).isEqualTo("0.45 (doubt 0.45)");
        assertThat(explained("Capital of Kenya?")).isEqualTo("0.00 (fact)");
        assertThat(explained("Translate to French: Why does design matter, and how would you prove it?"))
                .isEqualTo("0.00 (task)");
    }

    @Test
    void aFewWordsMoreAreAsSimpleAsWhatTheyGoOnWith() {
        Message more = Message.text(Role.USER, "and of Peru?");
        Message answer = Message.text(Role.ASSISTANT, "Santiago.");

        assertThat(score("{}", Message.text(Role.USER, "What's the capital of Chile?"), answer, more))
                .isLessThan(LabelledPrompt.COMPLEX_FROM);
        assertThat(score("{}", Message.text(Role.USER, "Would you call Chile's pensions fair?"), answer, more))
                .isGreaterThanOrEqualTo(LabelledPrompt.COMPLEX_FROM);
    }

    /** A pattern that looks back and forth would take minutes for one of these. */
    @Test
    @Timeout(20)
    void noTextMakesItThinkForLong() {
        for (String piece : List.of(
                "a", "\"", "“", "and ", "write ", "a(", "1-", "?", "context ?", "\n\n", "x'", ": ", "é", "SELECT a ")) {
            for (String end : List.of("", "!", "?", "\n\nwhy")) {
                assertThat(explained(piece.repeat(16_000) + end)).isNotEmpty();
            }
        }
    }

    private static String explained(String prompt) {
        return ComplexityClassifier.classify(LabelledPrompt.question(prompt)).explained();
    }

    @Test
    void theSameQuestionIsMoreBehindALongConversationWithManyToolsOrWithMuchEffort() {
        double alone = score("{}", Message.text(Role.USER, "And now?"));
        Message page = Message.text(Role.ASSISTANT, "word ".repeat(6_000));

        assertThat(score("{}", page, Message.text(Role.USER, "And now?"))).isGreaterThan(alone);
        assertThat(score("{\"reasoning_effort\": \"high\"}", Message.text(Role.USER, "And now?")))
                .isGreaterThanOrEqualTo(LabelledPrompt.COMPLEX_FROM);
        assertThat(score(
                        "{\"tools\": [" + "{\"type\":\"function\",\"function\":{\"name\":\"f\"}},".repeat(11)
                                + "{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]}",
                        Message.text(Role.USER, "And now?")))
                .isGreaterThanOrEqualTo(LabelledPrompt.COMPLEX_FROM);
    }

    @Test
    void aPromptWithoutAnyTextIsSimple() {
        assertThat(ComplexityClassifier.classify(LabelledPrompt.question("")).explained())
                .isEqualTo("0.00 (nothing)");
    }

    private static double score(String request, Message... messages) {
        try {
            ChatRequest asked = JsonCodec.mapper().readValue(request, ChatRequest.class);
            return ComplexityClassifier.classify(asked.withMessages(List.of(messages)))
                    .score();
        } catch (IOException wrong) {
            throw new IllegalArgumentException(request, wrong);
        }
    }
}
