package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.guardrail.detector.PatternDetector;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FoundValuesTest {

    @Test
    void valuesThatOverlapBecomeOneWithTheStrictestAction() {
        ActiveDetector masked = detector("word", "[a-z]+ [a-z]+", PolicyAction.MASK, "p");
        ActiveDetector redacted = detector("tail", "two [0-9]+", PolicyAction.REDACT, "q");

        assertThat(FoundValues.in("one two 34 five", List.of(masked, redacted)))
                .containsExactly(new FoundValue(0, 10, redacted, Set.of("p", "q")));
    }

    @Test
    void amongEquallyStrictOnesTheLongestGivesTheLabel() {
        ActiveDetector part = detector("number", "[0-9]+", PolicyAction.MASK, "p");
        ActiveDetector all = detector("card", "[0-9]+-[0-9]+", PolicyAction.MASK, "p");

        assertThat(FoundValues.in("12-34", List.of(part, all))).containsExactly(new FoundValue(0, 5, all, Set.of("p")));
    }

    @Test
    void aFlagNeitherWeakensNorWidensAnotherAction() {
        ActiveDetector flagged = detector("line", ".+", PolicyAction.FLAG, "watch");
        ActiveDetector masked = detector("number", "[0-9]+", PolicyAction.MASK, "p");

        assertThat(FoundValues.in("card 1234 is mine", List.of(flagged, masked)))
                .containsExactly(new FoundValue(5, 9, masked, Set.of("p", "watch")));
        assertThat(FoundValues.in("no card", List.of(flagged, masked)))
                .containsExactly(new FoundValue(0, 7, flagged, Set.of("watch")));
    }

    @Test
    void valuesSideBySideStayTwo() {
        ActiveDetector letters = detector("letters", "[a-z]+", PolicyAction.MASK, "p");
        ActiveDetector digits = detector("digits", "[0-9]+", PolicyAction.REDACT, "p");

        assertThat(FoundValues.in("ab12", List.of(digits, letters)))
                .containsExactly(new FoundValue(0, 2, letters, Set.of("p")), new FoundValue(2, 4, digits, Set.of("p")));
    }

    private static ActiveDetector detector(String name, String pattern, PolicyAction action, String policy) {
        return new ActiveDetector(PatternDetector.of(name, pattern), action, policy);
    }
}
