package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.guardrail.JoinedTexts.Replacement;
import dev.tollgate.guardrail.detector.TextDetector;
import dev.tollgate.guardrail.detector.TextSpan;
import dev.tollgate.openai.TextPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedTextsTest {

    @Test
    void manyTextsAreSearchedAFewTimes() {
        assertSearchedAFewTimes(Collections.nCopies(50_000, "a@b.de "));
    }

    @Test
    void longTextsWithManyValuesAreSearchedAFewTimes() {
        String text = "a@b.de ".repeat(20_000);
        assertSearchedAFewTimes(List.of(text, text, "", text));
    }

    /** Each text alone, to know which values are not only in the whole; and what is near the borders. */
    private static void assertSearchedAFewTimes(List<String> texts) {
        AtSigns detector = new AtSigns();
        PromptEditor editor = new PromptEditor(List.of(new ActiveDetector(detector, PolicyAction.FLAG, "any")));

        assertThat(editor.joined(TextPath.of("messages"), texts)).isEqualTo(texts);

        assertThat(detector.searches).isLessThanOrEqualTo(2 * texts.size());
        assertThat(detector.chars)
                .isLessThanOrEqualTo(
                        2L * texts.stream().mapToInt(String::length).sum());
        assertThat(editor.acted())
                .as("all of them are found in the texts alone")
                .isEmpty();
    }

    @Test
    void aReplacementMayTakeSeveralTextsAndATextSeveralReplacements() {
        JoinedTexts joined = new JoinedTexts(List.of("", "0123", "45", "", "6789", "x"), _ -> List.of());
        assertThat(joined.replaced(
                        List.of(new Replacement(1, 2, "a"), new Replacement(3, 7, "b"), new Replacement(8, 9, "c"))))
                .containsExactly("", "0a2b", "b", "b", "7c9", "x");
    }

    /** Finds every at sign, and notes how much it has searched. */
    private static final class AtSigns implements TextDetector {
        private long chars;
        private int searches;

        @Override
        public String name() {
            return "at_sign";
        }

        @Override
        public List<TextSpan> find(CharSequence text) {
            searches++;
            chars += text.length();
            List<TextSpan> found = new ArrayList<>();
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '@') {
                    found.add(new TextSpan(i, i + 1));
                }
            }
            return found;
        }

        @Override
        public int openFrom(CharSequence text) {
            return text.length();
        }
    }
}
