package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PairListTest {
    @Test
    void valuesAreDecodedAndKeepTheirEqualsSigns() {
        assertThat(PairList.of("api-key=a%20b%2Cc, Authorization=Basic YTpi+==,"))
                .hasValueSatisfying(
                        pairs -> assertThat(pairs).hasToString("{api-key=a b,c, Authorization=Basic YTpi+==}"));
        assertThat(PairList.of(" "))
                .hasValueSatisfying(pairs -> assertThat(pairs).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "=value", "a=1,b", "a=%zz"})
    void somethingElseIsNoList(String text) {
        assertThat(PairList.of(text)).isEmpty();
    }
}
