package dev.tollgate.guardrail.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All built-in detectors on the labelled texts of load-tests/detectors, and cut at each place. */
final class DetectorCatalogueTest {
    private static final int PROMPT_CHARS = 2_000;

    static Stream<String> names() {
        return DetectorCatalogue.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void precisionAndRecallDoNotFall(String name) throws IOException {
        DetectorScore score = DetectorScore.of(name, LabelledText.all());
        assertThat(score.labelled()).isGreaterThanOrEqualTo(2);
        assertThat(score.precision()).as("%s", score.wrong()).isGreaterThanOrEqualTo(name.equals("phone") ? 0.9 : 0.95);
        assertThat(score.recall()).as("%s", score.missed()).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void theLabelledTextsAreOfManyLanguages() throws IOException {
        List<LabelledText> texts = LabelledText.all();
        assertThat(texts.stream().map(LabelledText::language).distinct().count())
                .isGreaterThanOrEqualTo(20);
        assertThat(texts.stream().mapToInt(text -> text.values().size()).sum()).isGreaterThanOrEqualTo(500);
        assertThat(texts.stream().filter(text -> text.values().isEmpty()).count())
                .isGreaterThanOrEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("names")
    void noCutLosesAValue(String name) throws IOException {
        TextDetector detector = DetectorCatalogue.builtIn(name, LabelledText.PHONE_REGIONS);
        for (LabelledText text : LabelledText.all()) {
            StreamCuts.check(detector, text.text(), name);
        }
    }

    /** A value may start with the last letters or digits that have arrived, but not before the last word. */
    @ParameterizedTest
    @MethodSource("names")
    void proseIsHeldBackUpToItsLastWordAtMost(String name) {
        TextDetector detector = DetectorCatalogue.builtIn(name, Set.of());
        String prose = PromptTexts.prose(PROMPT_CHARS);
        assertThat(detector.find(prose)).isEmpty();
        for (int cut = 1; cut < prose.length(); cut++) {
            String arrived = prose.substring(0, cut);
            int openFrom = detector.openFrom(arrived);
            int wordStart = Math.max(arrived.lastIndexOf(' '), arrived.lastIndexOf('\n')) + 1;
            boolean isNumber = arrived.substring(openFrom).chars().anyMatch(Character::isDigit);
            assertThat(openFrom >= wordStart || isNumber)
                    .as("%s holds back \"%s\"", name, arrived.substring(openFrom))
                    .isTrue();
        }
    }

    @Test
    void aDetectorHasTheNameThatPoliciesGiveIt() {
        assertThat(DetectorCatalogue.names())
                .contains("email", "phone", "national_id", "national_id_de", "secret", "aws_key");
        assertThat(names().map(name -> DetectorCatalogue.builtIn(name, Set.of()).name()))
                .containsExactlyElementsOf(names().toList());
        assertThatThrownBy(() -> DetectorCatalogue.builtIn("emial", Set.of())).hasMessage("unknown detector: emial");
    }

    @Test
    void aNationalPhoneNumberNeedsItsRegion() {
        String text = "Sie erreichen mich unter 030 23125012.";
        assertThat(DetectorCatalogue.builtIn("phone", Set.of()).find(text)).isEmpty();
        assertThat(DetectorCatalogue.builtIn("phone", Set.of("US")).find(text)).isEmpty();
        assertThat(DetectorCatalogue.builtIn("phone", Set.of("DE")).find(text)).containsExactly(new TextSpan(25, 37));
    }
}
