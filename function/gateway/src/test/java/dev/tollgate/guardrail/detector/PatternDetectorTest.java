package dev.tollgate.guardrail.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternDetectorTest {
    private static final TextDetector TICKET = PatternDetector.of("ticket", "TICKET-[0-9]{4,}");

    @Test
    void everyMatchIsFound() {
        assertThat(found(TICKET, "TICKET-1234, TICKET-12 and xTICKET-99999"))
                .containsExactly("TICKET-1234", "TICKET-99999");
    }

    @Test
    void theEndIsOpenWhereAMatchMayGoOn() {
        assertThat(TICKET.openFrom("See TICKET-12")).isEqualTo(4);
        assertThat(TICKET.openFrom("See TICKET-1234")).isEqualTo(4);
        assertThat(TICKET.openFrom("See TICKET-1234.")).isEqualTo(16);
        assertThat(TICKET.openFrom("See TICKET-x")).isEqualTo(12);
        assertThat(TICKET.openFrom("Ordinary prose")).isEqualTo(14);
        assertThat(TICKET.openFrom("TICKTICK")).isEqualTo(4);
    }

    @Test
    void aWordsEndIsUndecidedUntilTheNextCharacter() {
        TextDetector word = PatternDetector.of("word", "\\bcat\\b");
        assertThat(word.openFrom("a cat")).isEqualTo(2);
        assertThat(word.openFrom("a cat ")).isEqualTo(6);
        assertThat(word.openFrom("concat")).isEqualTo(6);
    }

    @Test
    void aMatchIsCutAtItsBound() {
        String digits = "TICKET-" + "1".repeat(2_000);
        assertThat(TICKET.find(digits)).containsExactly(new TextSpan(0, PatternDetector.LONGEST_MATCH));
        assertThat(TICKET.openFrom(digits)).isEqualTo(digits.length());
    }

    @Test
    void matchesInARunThatIsLongerThanAWindowAreFound() {
        TextDetector detector = PatternDetector.of("x", "ab{3}c");
        String text = "ab".repeat(3_000) + "abbbc" + "b".repeat(1_500) + "abbbc";
        assertThat(found(detector, text)).containsExactly("abbbc", "abbbc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a(?=b); is no pattern in RE2's syntax",
                "a(?<!b)c; which a detector's pattern cannot have",
                "(a)\\1; uses \\1",
                "a\\Cb; uses \\C",
                "a(; without its end",
                "[a; without its end",
                "a{2000}; repeats something more than 1000 times",
                "((a{100}){100}){100}; repeats too much",
                "a{600}; longer than 512",
                "(ab)*|c; matches an empty text",
                "\\b; matches an empty text"
            })
    void aPatternThatCannotBeIsExplained(String pattern, String message) {
        assertThatThrownBy(() -> PatternDetector.of("own", pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches(actual ->
                        actual.contains(message) || actual.contains("which a detector's pattern cannot have"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)straße\\s+\\d{1,3}[a-z]?",
                "[[:upper:]]{2}\\Q-.+\\E[^\\]x]",
                "(?P<year>20\\d\\d)|(?:x|y(?-i:Z))*?end",
                "\\p{Greek}+\\PL\\x41\\x{1F600}\\07\\pN",
                "(?m)^key: .*$",
                "(?s-i:a.b)(?U:c+)d{,3}{x}"
            })
    void itsSyntaxIsReadAsRe2ReadsIt(String pattern) {
        String read = PatternParser.parse(pattern).source();
        Random random = new Random(pattern.hashCode());
        for (int round = 0; round < 2_000; round++) {
            String text = RandomPatterns.text(random, "aAbcxyZ-.+]3 9eEndkey:sS{,}αΩ😀\n\u00072straßeſKK");
            assertThat(com.google.re2j.Pattern.compile(read).matcher(text).find())
                    .as("%s in %s", read, text)
                    .isEqualTo(com.google.re2j.Pattern.compile(pattern)
                            .matcher(text)
                            .find());
        }
    }

    /** For random patterns and texts and each place to cut the text: nothing is sent that turns out to be part of a match. */
    @Test
    void noCutLosesAMatch() {
        Random random = new Random(15);
        for (int round = 0; round < 3_000; round++) {
            String pattern = RandomPatterns.pattern(random, 3);
            TextDetector detector = detector(pattern);
            for (int texts = 0; detector != null && texts < 5; texts++) {
                StreamCuts.check(detector, RandomPatterns.text(random, "abbc d1"), pattern);
            }
        }
    }

    @Test
    void anyCaseOfALetterIsFound() {
        TextDetector detector = PatternDetector.of("own", "(?i)kiss");
        assertThat(found(detector, "a \u212Ai\u017FS")).containsExactly("\u212Ai\u017FS");
    }

    private static TextDetector detector(String pattern) {
        try {
            return PatternDetector.of("random", pattern);
        } catch (IllegalArgumentException matchesNothing) {
            assertThat(matchesNothing).hasMessageContaining("empty");
            return null;
        }
    }

    private static List<String> found(TextDetector detector, String text) {
        return detector.find(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }
}
