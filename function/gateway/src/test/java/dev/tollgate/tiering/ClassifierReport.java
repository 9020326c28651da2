package dev.tollgate.tiering;

import dev.tollgate.route.PromptComplexity;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Prints how well the classifier does, for {@code make classify}; not among the tests of a build. */
class ClassifierReport {
    /** How many times less than at openai/gpt-4.1 a token costs at list price, in or out: at gpt-4.1-mini and at gpt-4.1-nano. */
    private static final int[] TIMES_CHEAPER = {5, 20};

    /** Parts of what is spent on simple prompts when all go to the large model. */
    private static final double[] SIMPLE_SHARES = {0.3, 0.5, 0.6, 0.75, 0.9};

    private static final int ROUNDS = 200;

    private final PrintStream out = System.out;

    @Test
    void report() throws IOException {
        List<LabelledPrompt> all = LabelledPrompt.all();
        out.printf("%-10s %-8s %7s %9s %7s%n", "prompts", "tier", "count", "precision", "recall");
        for (String half : List.of("training", "held out", "probe")) {
            print(half, all, prompt -> prompt.half().equals(half));
        }
        all.stream()
                .filter(prompt -> prompt.complex() != prompt.judgedComplex())
                .forEach(prompt -> out.printf(
                        "wrong: %-8s %-8s %s  %s%n",
                        prompt.half(), prompt.tier(), prompt.judged().explained(), prompt.prompt()));
        saving(all);
        time(all);
    }

    private void print(String name, List<LabelledPrompt> all, Predicate<LabelledPrompt> half) {
        List<LabelledPrompt> prompts = all.stream().filter(half).toList();
        for (boolean complex : new boolean[] {false, true}) {
            long labelled = prompts.stream().filter(p -> p.complex() == complex).count();
            long judged =
                    prompts.stream().filter(p -> p.judgedComplex() == complex).count();
            long both = prompts.stream()
                    .filter(p -> p.complex() == complex && p.judgedComplex() == complex)
                    .count();
            out.printf(
                    Locale.ROOT,
                    "%-10s %-8s %7d %8.1f%% %6.1f%%%n",
                    name,
                    complex ? "complex" : "simple",
                    labelled,
                    100.0 * both / judged,
                    100.0 * both / labelled);
        }
    }

    /** Of held-out prompts: what part of the bill goes away, by how much of the traffic is simple. */
    private void saving(List<LabelledPrompt> all) {
        double simple = toSmall(all, false);
        double complex = toSmall(all, true);
        out.printf(
                Locale.ROOT,
                "%nto the small model, of held-out prompts: simple %.1f %%, complex %.1f %%%n",
                100 * simple,
                100 * complex);
        for (double share : SIMPLE_SHARES) {
            out.printf(Locale.ROOT, "%.0f %% of the spend simple:", 100 * share);
            for (int times : TIMES_CHEAPER) {
                double saved = (share * simple + (1 - share) * complex) * (1 - 1.0 / times);
                out.printf(Locale.ROOT, "  %.0f %% saved at 1 to %d", 100 * saved, times);
            }
            out.println();
        }
    }

    private static double toSmall(List<LabelledPrompt> all, boolean complex) {
        List<LabelledPrompt> prompts = all.stream()
                .filter(prompt -> prompt.half().equals("held out") && prompt.complex() == complex)
                .toList();
        return (double) prompts.stream()
                        .filter(prompt -> !prompt.judgedComplex())
                        .count()
                / prompts.size();
    }

    private void time(List<LabelledPrompt> all) {
        List<Long> nanos = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (LabelledPrompt prompt : all) {
                long start = System.nanoTime();
                PromptComplexity complexity = prompt.judged();
                nanos.add(System.nanoTime() - start + (complexity.score() < 0 ? 1 : 0));
            }
        }
        nanos.sort(null);
        out.printf(
                Locale.ROOT,
                "time to judge: median %.1f microseconds, 99 %% in %.1f%n",
                nanos.get(nanos.size() / 2) / 1e3,
                nanos.get(nanos.size() * 99 / 100) / 1e3);
    }
}
