package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.CsvText;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that other people have chosen, in output for a terminal. */
final class TextTableTest {

    @Test
    void controlCharactersAreEscapedAndTheWidthIsThatOfTheEscapedText() {
        TextTable table = new TextTable("MODEL", "N");
        table.add("echo/\u001b[31mPWN\u0007", "1");
        table.add("two\r\nlines\t\u2028", "2");
        table.add("turned \u202e around", "3");
        table.add("ä 漢 😀 \udb40\udc01", "4");

        assertThat(table.text()).isEqualTo("""
                MODEL                     N
                echo/\\u001b[31mPWN\\u0007  1
                two\\r\\nlines\\t\\u2028      2
                turned \\u202e around      3
                ä 漢 😀 \\udb40\\udc01        4
                """);
    }

    @Test
    void textOfSeveralLinesKeepsItsLineFeeds() {
        assertThat(TerminalText.lines("one\u001b\n\ttwo\r\n")).isEqualTo("one\\u001b\n\ttwo\\r\n");
    }

    @Test
    void csvKeepsNamesExceptFormulasOfSpreadsheets() {
        CsvText text = new CsvText();
        Stream.of("=1+1", "\r=1+1", "\n=1+1", "\t=1+1", "a\u001b[31m=1")
                .forEach(name -> text.line(Stream.of(name), Stream.of("1")));

        assertThat(text.text()).isEqualTo("'=1+1,1\n\"'\r=1+1\",1\n\"'\n=1+1\",1\n'\t=1+1,1\na\u001b[31m=1,1\n");
    }
}
