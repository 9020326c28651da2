package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Json;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The classifier against labelled prompts. Half of them were looked at when its strengths were found, the other half was
 * not; {@code make classify} prints how well it does on each.
 */
class ClassifierTest {
    @TestFactory
    Stream<DynamicTest> noComplexPromptThatWasLookedAtGoesToTheSmallModel() throws IOException {
        return LabelledPrompt.all().stream()
                .filter(prompt -> prompt.complex() && !prompt.heldOut())
                .map(prompt -> DynamicTest.dynamicTest(
                        prompt.prompt(), () -> assertThat(prompt.judged().score())
                                .as(prompt.judged().explained())
                                .isGreaterThanOrEqualTo(LabelledPrompt.COMPLEX_FROM)));
    }

    @Test
    void promptsThatWereNotLookedAtAreJudgedAsBefore() throws IOException {
        assertThat(rightShare(true)).as("complex").isGreaterThanOrEqualTo(0.87);
        assertThat(rightShare(false)).as("simple").isGreaterThanOrEqualTo(0.83);
    }

    private static double rightShare(boolean complex) throws IOException {
        List<LabelledPrompt> labelled = LabelledPrompt.all().stream()
                .filter(prompt -> prompt.heldOut() && prompt.complex() == complex)
                .toList();
        assertThat(labelled).hasSizeGreaterThanOrEqualTo(80);
        return (double) labelled.stream()
                        .filter(prompt -> prompt.judgedComplex() == complex)
                        .count()
                / labelled.size();
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
        assertThat(Classifier.classify(LabelledPrompt.question("")).explained()).isEqualTo("0.00");
    }

    private static double score(String request, Message... messages) {
        try {
            ChatRequest asked = Json.mapper().readValue(request, ChatRequest.class);
            return Classifier.classify(asked.withMessages(List.of(messages))).score();
        } catch (IOException wrong) {
            throw new IllegalArgumentException(request, wrong);
        }
    }
}
