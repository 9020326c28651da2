package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceStateTest {
    @Test
    void severalHeadersAreOneList() {
        assertThat(TraceState.of(List.of("rojo=00f067aa0ba902b7 , congo=t61rcWkgMzE", "", "fw529a3039@dt=FfAA")))
                .isEqualTo("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE,fw529a3039@dt=FfAA");
        assertThat(TraceState.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "Foo=1", "foo=", "=1", "foo=1=2", "foo=\u00e9", "foo 1=2"})
    void aMalformedListIsNone(String text) {
        assertThat(TraceState.of(List.of(text))).isEmpty();
    }

    @Test
    void aListThatIsTooLongIsNone() {
        assertThat(TraceState.of(List.of("foo=" + "1".repeat(509)))).isEmpty();
        assertThat(TraceState.of(Collections.nCopies(33, "a=1"))).isEmpty();
        assertThat(TraceState.of(Collections.nCopies(32, "a=1"))).isNotEmpty();
    }
}
