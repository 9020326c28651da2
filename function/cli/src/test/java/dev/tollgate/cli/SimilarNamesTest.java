package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {
    @ParameterizedTest
    @CsvSource({
        "smart, smart, 0",
        "samrt, smart, 1",
        "smrt, smart, 1",
        "smartt, smart, 1",
        "smort, smart, 1",
        "a, xyz, 3"
    })
    void eachSlipCounts(String wrong, String right, int slips) {
        assertThat(SimilarNames.slips(wrong, right)).isEqualTo(slips);
    }

    @Test
    void theMostSimilarNameIsMeant() {
        List<String> known = List.of("cheap-fast", "cheap-slow", "smart");

        assertThat(SimilarNames.advice("cheap-fsat", known)).isEqualTo(" Did you mean cheap-fast?");
        assertThat(SimilarNames.advice("sm", known)).isEqualTo(" Did you mean smart?");
        assertThat(SimilarNames.advice("embeddings", known)).isEmpty();
        assertThat(SimilarNames.advice("x", List.of())).isEmpty();
    }
}
