package dev.tollgate.guardrail.detector;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Prints how well the detectors do and what they cost, for {@code make detectors}; not among the tests of a build. */
class DetectorReport {
    private static final List<String> FIVE = List.of("email", "phone", "card", "iban", "secret");
    /** The others find a part of what these find. */
    private static final List<String> ALL = List.of(
            "birth_date", "card", "email", "iban", "ip_address", "mac_address", "national_id", "phone", "secret");

    private static final int ROUNDS = 1_000;
    private static final int PROMPT_CHARS = 16 * 1024;
    private static final int HOSTILE_CHARS = 1 << 18;

    private final PrintStream out = System.out;

    @Test
    void report() throws IOException {
        List<LabelledText> texts = LabelledText.all();
        out.printf(
                "%d texts, %d of them without a value%n",
                texts.size(),
                texts.stream().filter(text -> text.values().isEmpty()).count());
        out.printf("%-20s %7s %9s %7s%n", "detector", "values", "precision", "recall");
        for (String name : DetectorCatalogue.names()) {
            print(DetectorScore.of(name, texts));
        }
        time();
        hostile();
    }

    private void print(DetectorScore score) {
        out.printf(
                Locale.ROOT,
                "%-20s %7d %8.1f%% %6.1f%%%n",
                score.detector(),
                score.labelled(),
                100 * score.precision(),
                100 * score.recall());
        score.missed().forEach(text -> out.println("  missed: " + text));
        score.wrong().forEach(text -> out.println("  wrong:  " + text));
    }

    private void time() {
        out.printf("%nCPU for a prompt of 16 KB%n");
        for (String name : ALL) {
            out.printf(
                    Locale.ROOT,
                    "%-20s %6.0f microseconds%n",
                    name,
                    micros(List.of(name), PromptTexts.prose(PROMPT_CHARS)));
        }
        out.printf(
                Locale.ROOT,
                "five, in prose       %6.0f microseconds%n",
                micros(FIVE, PromptTexts.prose(PROMPT_CHARS)));
        out.printf(
                Locale.ROOT, "five, in code        %6.0f microseconds%n", micros(FIVE, PromptTexts.code(PROMPT_CHARS)));
        out.printf(
                Locale.ROOT,
                "five, in numbers     %6.0f microseconds%n",
                micros(FIVE, PromptTexts.numbers(PROMPT_CHARS)));
    }

    /** The CPU time of this thread, of the faster half of the rounds: the machine may be busy. */
    private static double micros(List<String> names, String text) {
        List<TextDetector> detectors = names.stream()
                .map(name -> DetectorCatalogue.builtIn(name, LabelledText.PHONE_REGIONS))
                .toList();
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpuNanos();
            detectors.forEach(detector -> detector.find(text));
            nanos[round] = cpuNanos() - start;
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2] / 1e3;
    }

    private void hostile() {
        out.printf(
                "%nCPU for hostile texts, and for ones of twice the length: about 2 times as much if it is linear%n");
        for (String pattern : PromptTexts.HOSTILE) {
            double once = millis(pattern, HOSTILE_CHARS);
            double twice = millis(pattern, 2 * HOSTILE_CHARS);
            out.printf(
                    Locale.ROOT,
                    "%-24s 256 KB %7.1f ms, 512 KB %7.1f ms: %.1f times%n",
                    pattern.strip(),
                    once,
                    twice,
                    twice / once);
        }
    }

    private static double millis(String pattern, int chars) {
        String text = pattern.repeat(chars / pattern.length());
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long start = cpuNanos();
            ALL.forEach(name ->
                    DetectorCatalogue.builtIn(name, LabelledText.PHONE_REGIONS).find(text));
            least = Math.min(least, cpuNanos() - start);
        }
        return least / 1e6;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
