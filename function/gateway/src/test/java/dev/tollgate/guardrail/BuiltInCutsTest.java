package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.guardrail.detector.DetectorCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The built-in detectors, all at once, find the same in an answer however its stream is cut. */
final class BuiltInCutsTest {
    private static final int TEXTS = 150;

    private static final List<ActiveDetector> DETECTORS = DetectorCatalogue.names().stream()
            .map(name -> new ActiveDetector(
                    DetectorCatalogue.builtIn(name, Set.of("DE", "US")),
                    name.length() % 3 == 0 ? PolicyAction.FLAG : PolicyAction.REDACT,
                    name))
            .toList();

    private static final List<String> PARTS = List.of(
            "alice@example.com",
            "4111 1111 1111 1111",
            "4111-1111-1111-1112",
            "DE89 3704 0044 0532 0130 00",
            "192.168.0.17",
            "2001:db8::8a2e:370:7334",
            "00:1A:2B:3C:4D:5E",
            "+49 170 1234567, ",
            "(212) 555-0187; ",
            "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg",
            "born on 12 March 1987",
            "date of birth: 1987-03-12",
            "536-90-4399",
            "AKIA" + "IOSFODNN7EXAMPLE",
            "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789",
            "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----",
            " and then ",
            "x_",
            " 12 ",
            ". The",
            "\n",
            "…",
            "😀",
            "Zürich, ",
            "12345678901234567890",
            "(");

    @RepeatedTest(3)
    void everyCutOfATextIsCheckedInTheSameWay(RepetitionInfo run) {
        RandomTexts random = new RandomTexts(run.getCurrentRepetition());
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.number(12); part >= 0; part--) {
                text.append(PARTS.get(random.number(PARTS.size()))).append(random.chance() ? " " : "");
            }
            assertSame(random.cut(text.toString()), text.toString());
        }
    }

    private static void assertSame(List<String> pieces, String text) {
        Map<String, Long> actedOnWhole = new TreeMap<>();
        Map<String, Long> acted = new TreeMap<>();
        String whole = checked(List.of(text), actedOnWhole);

        assertThat(checked(pieces, acted)).as("from %s", pieces).isEqualTo(whole);
        assertThat(acted).as("from %s", pieces).isEqualTo(actedOnWhole);
    }

    @Test
    void aShortLineOfAKeyMayBecomeALongOne() {
        String text = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg 12 IOSFODNN7EXAMPLEdate";

        assertSame(text.chars().mapToObj(Character::toString).toList(), text);
    }

    /** What comes out with each piece of ordinary prose: most of it at once, the rest with the next word. */
    @Test
    void proseIsHeldForAWordAtMost() {
        List<Integer> held = new ArrayList<>();
        RuleEditor editor = RuleEditor.ofText(new DetectorRule(DETECTORS, _ -> {}));
        int in = 0;
        int out = 0;
        for (String piece :
                "The quick brown fox jumps over the lazy dog, and then it sleeps for a while in the warm sun."
                        .splitWithDelimiters(" ", 0)) {
            in += piece.length();
            out += editor.add(piece).length();
            held.add(in - out);
        }
        assertThat(held).allMatch(chars -> chars <= "sleeps".length() + 1, "at most a word");
    }

    private static String checked(List<String> pieces, Map<String, Long> acted) {
        DetectorRule rule = new DetectorRule(
                DETECTORS, policies -> policies.forEach((policy, times) -> acted.merge(policy, times, Long::sum)));
        return RandomTexts.edited(RuleEditor.ofText(rule), pieces);
    }
}
