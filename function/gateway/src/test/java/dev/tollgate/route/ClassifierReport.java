package dev.tollgate.route;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Prints how well the classifier does, for {@code make classify}; not among the tests of a build. */
class ClassifierReport {
    /** List prices in micro-dollars per token, of openai/gpt-4.1-mini and openai/gpt-4.1, each prompt with 300 tokens of answer. */
    private static final double SMALL = 1.6;

    private static final double LARGE = 8.0;
    private static final int ROUNDS = 200;

    private final PrintStream out = System.out;

    @Test
    void report() throws IOException {
        List<LabelledPrompt> all = LabelledPrompt.all();
        out.printf("%-10s %-8s %7s %9s %7s%n", "prompts", "tier", "count", "precision", "recall");
        print("training", all, prompt -> !prompt.heldOut());
        print("held out", all, LabelledPrompt::heldOut);
        all.stream()
                .filter(prompt -> prompt.complex() != prompt.judgedComplex())
                .forEach(prompt -> out.printf(
                        "wrong: %-8s %-8s %s  %s%n",
                        prompt.half(),
                        prompt.tier(),
                        prompt.judged().explained(),
                        prompt.prompt()));
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

    private void saving(List<LabelledPrompt> all) {
        double paid =
                all.stream().mapToDouble(p -> p.judgedComplex() ? LARGE : SMALL).sum();
        double large = all.size() * LARGE;
        out.printf(
                Locale.ROOT,
                "cost of the answers against sending everything to the large model: %.0f %% saved, with %d of %d prompts simple%n",
                100 * (1 - paid / large),
                all.stream().filter(p -> !p.complex()).count(),
                all.size());
    }

    private void time(List<LabelledPrompt> all) {
        List<Long> nanos = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (LabelledPrompt prompt : all) {
                long start = System.nanoTime();
                Complexity complexity = prompt.judged();
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
