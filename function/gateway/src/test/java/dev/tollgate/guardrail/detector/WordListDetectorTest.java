package dev.tollgate.guardrail.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WordListDetectorTest {
    private static final TextDetector PROJECTS =
            WordListDetector.of("projects", List.of("Falcon", "Falcon Heavy", "Ärger", "Ποταμός", "蓝鸟"));

    @Test
    void wholeWordsAreFoundInAnyCase() {
        assertThat(found("FALCON, falcon. Falcons and gyrfalcon_ are none; äRGER is."))
                .containsExactly("FALCON", "falcon", "äRGER");
        assertThat(found("ο ΠΟΤΑΜΌΣ")).containsExactly("ΠΟΤΑΜΌΣ");
    }

    @Test
    void anEscapeInFrontIsNoPartOfAWord() {
        assertThat(found("{\"a\":\"x\\nFalcon\\tfalcon\\u0020FALCON\"}")).containsExactly("Falcon", "falcon", "FALCON");
    }

    @Test
    void aPhraseMayGoOnInTheNextLine() {
        assertThat(found("the Falcon\nHeavy, a Falcon\u00a0Heavy"))
                .containsExactly("Falcon\nHeavy", "Falcon\u00a0Heavy");
    }

    @Test
    void theLongestPhraseWins() {
        assertThat(found("the falcon heavy and the falcon heavyweight")).containsExactly("falcon heavy", "falcon");
    }

    @Test
    void aScriptWithoutSpacesHasNoWholeWords() {
        assertThat(found("我们的蓝鸟项目")).containsExactly("蓝鸟");
    }

    @Test
    void theEndOfATextIsOpenOnlyWhereAPhraseMayGoOn() {
        assertThat(PROJECTS.openFrom("see Falc")).isEqualTo(4);
        assertThat(PROJECTS.openFrom("see Falcon")).isEqualTo(4);
        assertThat(PROJECTS.openFrom("see Falcon Hea")).isEqualTo(4);
        assertThat(PROJECTS.openFrom("see Falcon Hex")).isEqualTo(14);
        assertThat(PROJECTS.openFrom("see Falcon.")).isEqualTo(11);
        assertThat(PROJECTS.openFrom("")).isEqualTo(0);
    }

    @Test
    void noCutLosesAWord() {
        for (String text : List.of("a Falcon Heavy, falcon hea; falcon", "我们的蓝鸟项目 Ποταμός")) {
            StreamCuts.check(PROJECTS, text, "projects");
        }
    }

    @Test
    void aListOfNothingIsAnError() {
        assertThatThrownBy(() -> WordListDetector.of("projects", List.of())).hasMessage("lists no word");
        assertThatThrownBy(() -> WordListDetector.of("projects", List.of(" "))).hasMessageContaining("empty");
    }

    private static List<String> found(String text) {
        return PROJECTS.find(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }
}
