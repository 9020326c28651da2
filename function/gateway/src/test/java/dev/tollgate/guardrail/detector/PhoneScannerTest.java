package dev.tollgate.guardrail.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneScannerTest {
    private static final TextDetector PHONE = DetectorCatalogue.builtIn("phone", Set.of());

    /** What follows looks like more groups of the same number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+49 170 1234567 192.168.0.17",
                "+49 170 1234567 4111 1111 1111 1111",
                "+49 170 1234567 2026-11-29",
                "+49 170 1234567, +49 170 7654321",
            })
    void aNumberIsFoundInFrontOfOthers(String text) {
        assertThat(PHONE.find(text)).first().isEqualTo(new TextSpan(0, "+49 170 1234567".length()));
    }
}
