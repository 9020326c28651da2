package dev.tollgate.provider;

import static dev.tollgate.provider.DropPolicy.EVERYTHING;
import static dev.tollgate.provider.DropPolicy.HINTS;
import static dev.tollgate.provider.DropPolicy.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropPolicyTest {

    @Test
    void lenientIsTheDefault() {
        assertThat(DropPolicy.of(null)).isEqualTo(HINTS);
        assertThat(DropPolicy.of(true)).isEqualTo(EVERYTHING);
        assertThat(DropPolicy.of(false)).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "HINTS,      HINTS,      HINTS",
        "HINTS,      EVERYTHING, EVERYTHING",
        "HINTS,      NOTHING,    NOTHING",
        "EVERYTHING, EVERYTHING, EVERYTHING",
        "EVERYTHING, NOTHING,    NOTHING",
        "NOTHING,    NOTHING,    NOTHING"
    })
    void theStrictestSettingCounts(DropPolicy one, DropPolicy other, DropPolicy both) {
        assertThat(one.and(other)).isEqualTo(both);
        assertThat(other.and(one)).isEqualTo(both);
    }

    @Test
    void aDefaultCountsWhereNothingIsSet() {
        assertThat(HINTS.orElse(NOTHING)).isEqualTo(NOTHING);
        assertThat(EVERYTHING.orElse(NOTHING)).isEqualTo(EVERYTHING);
        assertThat(NOTHING.orElse(EVERYTHING)).isEqualTo(NOTHING);
    }
}
