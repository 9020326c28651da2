package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MillisTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0ms",
        "PT0.0001S, 1ms",
        "PT0.12S, 120ms",
        "PT0.9991S, 1s",
        "PT1S, 1s",
        "PT1.001S, 2s",
        "PT59.001S, 1m0s",
        "PT60S, 1m0s",
        "PT360S, 6m0s",
        "PT361.5S, 6m2s"
    })
    void resetsAreWrittenAsOpenAiDoesAndNeverTooEarly(Duration duration, String text) {
        assertThat(MillisText.goStyle(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0.00", "PT0.00084S, 0.84", "PT0.012345S, 12.35", "PT1.5S, 1500.00"})
    void overheadHasTwoDecimals(Duration duration, String text) {
        assertThat(MillisText.text(duration)).isEqualTo(text);
    }
}
