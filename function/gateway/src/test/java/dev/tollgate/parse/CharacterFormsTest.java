package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CharacterFormsTest {
    private static final String SIGNS = "\\u&#%;x/1046a４@";

    @ParameterizedTest
    @CsvSource({
        "ada\\u0040example.com, ada@example.com",
        "ada\\\\\\u0040example.com, ada@example.com",
        "a\\/b, a/b",
        "ada&#64;example.com, ada@example.com",
        "ada&#x40;example&period;com, ada@example.com",
        "&&#64;, &@",
        "ada%40example.com, ada@example.com",
        "%%40, %@",
        "４１１１, 4111",
        "ａｄａ＠example．com, ada@example.com",
        "٤١١١, 4111",
        "&#65297;, 1"
    })
    void charactersReadAlikeInWhateverForm(String written, String text) {
        assertThat(CharacterForms.mayBeIn(written)).isTrue();
        assertThat(ReadableText.of(written).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\\",
                "\\u00",
                "C:\\users",
                "\\u0022",
                "\\u000a",
                "\\\\",
                "50%",
                "%4",
                "%0a",
                "%zz",
                "&",
                "&#",
                "&#6",
                "&#64",
                "&amp;",
                "&nobody;",
                "&#99999999;",
                "&#x110000;",
                "R&D",
                "é 漢字"
            })
    void whatStandsForNothingVisibleStays(String text) {
        assertThat(ReadableText.of(text).text()).isEqualTo(text);
    }

    @Test
    void aFormThatNeverEndsIsReadOnceTheTextHas() {
        String text = "\\".repeat(5_000) + "&#" + "1".repeat(5_000);

        assertThat(ReadableText.of(text).text()).isEqualTo(text);
    }

    /** What is edited by its place in the readable text must not lose or double a char. */
    @Test
    void everyCharHasItsPlace() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder written = new StringBuilder();
            IntStream.range(0, 30).forEach(_ -> written.append(SIGNS.charAt(random.nextInt(SIGNS.length()))));
            ReadableText readable = ReadableText.of(written.toString());
            int length = readable.text().length();

            assertThat(readable.start(length)).isEqualTo(written.length());
            for (int at = 0; at < length; at++) {
                assertThat(readable.start(at + 1)).isGreaterThan(readable.start(at));
                String part = written.substring(readable.start(at), readable.start(at + 1));
                assertThat(ReadableText.of(part).text())
                        .isEqualTo(readable.text().substring(at, at + 1));
            }
        }
    }
}
