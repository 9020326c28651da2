package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnicodeTextTest {
    @Test
    void aSurrogateNeedsItsOtherHalf() {
        assertThat(UnicodeText.isWellFormed("a\ud83d\ude00b")).isTrue();
        assertThat(UnicodeText.isWellFormed("a\ud83d")).isFalse();
        assertThat(UnicodeText.isWellFormed("\ude00\ud83d")).isFalse();
        assertThat(UnicodeText.isWellFormed("\ud83d\ud83d\ude00")).isFalse();
    }

    @Test
    void controlCharactersAreNotPrintable() {
        assertThat(UnicodeText.isPrintable("gpt-4o")).isTrue();
        assertThat(UnicodeText.isPrintable("gpt\u0000")).isFalse();
        assertThat(UnicodeText.isPrintable("gpt\udc00")).isFalse();
    }
}
