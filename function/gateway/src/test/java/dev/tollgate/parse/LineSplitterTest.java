package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines are the same, wherever their bytes are cut. */
final class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void linesAreTheSameHoweverTheyArrive(int piece) {
        LineSplitter splitter = splitter(20);
        byte[] text = "one\r\n\n{\"zwei\":2}\ndrei\n\r\nende".getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < text.length; from += piece) {
            splitter.feed(Arrays.copyOfRange(text, from, Math.min(text.length, from + piece)));
        }
        splitter.end();
        assertThat(lines).containsExactly("one", "{\"zwei\":2}", "drei", "ende");
    }

    @Test
    void aLineThatIsTooLongIsCut() {
        LineSplitter splitter = splitter(3);
        splitter.feed("one\nfo".getBytes(StandardCharsets.UTF_8));
        splitter.feed("urteen\ntwo\nfive".getBytes(StandardCharsets.UTF_8));
        splitter.end();
        assertThat(lines).containsExactly("one", "fou…", "two", "fiv…");
    }

    private LineSplitter splitter(int longest) {
        return new LineSplitter(
                longest, line -> lines.add(new String(line.bytes(), StandardCharsets.UTF_8) + (line.cut() ? "…" : "")));
    }
}
