package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorMessageRedactorTest {

    @ParameterizedTest
    @CsvSource({
        "sk-proj-Ab12Cd34Ef56Gh78",
        "sk-ant-api03-Ab12Cd34-Ef56_Gh78",
        "sk-proj-********************************Gh78",
        "gsk_Ab12Cd34Ef56Gh78",
        "xai-Ab12Cd34Ef56Gh78",
        "AIzaSyAb12Cd34Ef56Gh78",
        "Bearer eyJhbGciOi.eyJzdWIi.c2ln"
    })
    void removesWhatLooksLikeASecret(String secret) {
        assertThat(ErrorMessageRedactor.redact("Wrong: " + secret + ", sorry")).isEqualTo("Wrong: [removed], sorry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Incorrect API key provided.",
                "Invalid key parameters in schema.",
                "The sketchbook task is skeletonized.",
                "Tokens of the bearer are unknown."
            })
    void keepsPlainText(String message) {
        assertThat(ErrorMessageRedactor.redact(message)).isEqualTo(message);
    }

    @Test
    void truncatesLongMessages() {
        assertThat(ErrorMessageRedactor.redact("a".repeat(5_000))).isEqualTo("a".repeat(1_000) + "…");
    }
}
