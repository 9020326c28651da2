package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.JsonCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of providers that report what cannot be true. */
class ReportedCountTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            12                          | 12
            0                           | 0
            5.5                         | 5
            -3                          | 0
            -99999999999999999999999    | 0
            -1e30                       | 0
            1000000000                  | 1000000000
            1000000001                  | 1000000001
            99999999999999999999999     | 1000000001
            1e30                        | 1000000001
            null                        | -
            "12"                        | 12
            "many"                      | -
            {}                          | -
            [3]                         | -
            true                        | -
            """)
    void isANumberThatSumsCanHold(String json, Long count) throws JsonProcessingException {
        assertThat(ReportedCount.of(JsonCodec.mapper().readTree(json))).isEqualTo(count);
        assertThat(ReportedCount.orZero(JsonCodec.mapper().readTree(json))).isEqualTo(count == null ? 0 : count);
    }
}
