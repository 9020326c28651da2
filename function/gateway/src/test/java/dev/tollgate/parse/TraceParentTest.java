package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of https://github.com/w3c/trace-context/blob/main/test/test.py. */
final class TraceParentTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void theHeaderNamesTraceAndSpan() {
        String text = "00-" + TRACE + "-" + SPAN + "-01";
        assertThat(TraceParent.of(List.of(text))).contains(new TraceParent(TRACE, SPAN, true));
        assertThat(TraceParent.of(List.of(text)).orElseThrow().text()).isEqualTo(text);
        assertThat(TraceParent.of(List.of("00-" + TRACE + "-" + SPAN + "-02")))
                .contains(new TraceParent(TRACE, SPAN, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-the-future-will-be-like"
            })
    void aLaterVersionIsReadAsTheFirst(String text) {
        assertThat(TraceParent.of(List.of(text))).contains(new TraceParent(TRACE, SPAN, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-.1",
                "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.what"
            })
    void aMalformedHeaderIsNone(String text) {
        assertThat(TraceParent.of(List.of(text))).isEmpty();
    }

    @Test
    void twoHeadersAreMalformed() {
        String text = "00-" + TRACE + "-" + SPAN + "-01";
        assertThat(TraceParent.of(List.of(text, text))).isEmpty();
        assertThat(TraceParent.of(List.of())).isEmpty();
    }
}
