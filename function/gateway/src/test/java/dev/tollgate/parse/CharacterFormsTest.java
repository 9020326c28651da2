package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CharacterFormsTest {
    private static final String SIGNS = "\\u&#%;x/1046a４@\u200B\uD835\uDFD2";

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
        "&#65297;, 1",
        "ada&#0000064;b&#64, ada@b@",
        "ada&#64example&#x2eorg, ada@example.org",
        "ada&amp;#64;b&amp#64;c, ada@b@c",
        "ada%2540b%252540c%26#64;d, ada@b@c@d",
        "ada&#37;40b, ada@b",
        "ada&percnt;2540b, ada@b",
        "&#92;u0040, @",
        "a&shy;d&#8203;a&ZeroWidthSpace;, ada",
        "ada%26%2364%3Bexample.com, ada@example.com",
        "ada%2526%252364%253Bexample.com, ada@example.com",
        "ada&#37;26#64;example.com, ada@example.com",
        "&amp;#x26;#64;, @",
        "\\u0026#64;, @",
        "ada%EF%BC%A0example.com, ada@example.com",
        "%E2%80%8Bada%F0%9D%9F%92, ada4",
        "%EF%BC%A0%EF, @ï",
        "%EFa, ïa",
        "%EF%BCa, ï¼a",
        "\\ud835\\udc1ada, ada",
        "\\\\ud835\\\\udc1ada, ada",
        "ada\\x40example.com, ada@example.com"
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
                "\\ud835",
                "\\ud835\\",
                "\\ud835\\u00",
                "\\ud835x",
                "\\x4",
                "\\x22",
                "50%",
                "%4",
                "%0a",
                "%zz",
                "&",
                "&#",
                "&#6",
                "&#;",
                "&nobody;",
                "&#99999999;",
                "&#x110000;",
                "R&D",
                "é 漢字 …",
                "a\u0301 😀 ½ ™"
            })
    void whatStandsForNothingVisibleStays(String text) {
        assertThat(ReadableText.of(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x1B, 0x7F, 0x9F, 0xAD, 0x34F, 0x115F, 0x180E, 0x200B, 0x200D, 0x200E, 0x202E, 0x2060, 0x2064,
                0x2066, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0001, 0xE0061, 0xE0100
            })
    void whatNobodySeesIsLeftOut(int codePoint) {
        String written = "a" + Character.toString(codePoint) + "b";
        ReadableText readable = ReadableText.of(written);

        assertThat(CharacterForms.mayBeIn(written)).isTrue();
        assertThat(readable.text()).isEqualTo("ab");
        assertThat(readable.end(1)).isEqualTo(1);
        assertThat(readable.start(1)).isEqualTo(written.length() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "﹫, @", "。, .", "｡, .", "․, .", "．, .", "𝟒, 4", "𝐚, a", "ⓐ, a", "④, 4", "⁴, 4", "ₐ, a", "ℂ, C", "🄰, A",
        "🯱, 1"
    })
    void aCharacterShowsAnother(String written, String text) {
        assertThat(ReadableText.of(written).text()).isEqualTo(text);
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

            int from = 0;
            for (int at = 0; at < length; at++) {
                assertThat(readable.start(at)).isGreaterThanOrEqualTo(from);
                from = readable.end(at + 1);
                assertThat(from).isGreaterThan(readable.start(at));
                String part = written.substring(readable.start(at), from);
                assertThat(ReadableText.of(part).text())
                        .isEqualTo(readable.text().substring(at, at + 1));
            }
        }
    }
}
