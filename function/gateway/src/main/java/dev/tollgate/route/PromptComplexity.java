package dev.tollgate.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much a prompt asks of a model, judged by signs in it and without asking one.
 *
 * @param score 0 to 1
 * @param signs what speaks for it, the strongest first
 * @param plainForm the form that shows that it asks little; empty where it has none
 */
public record PromptComplexity(double score, List<Sign> signs, Optional<String> plainForm) {

    /** No sign of any. */
    public static final PromptComplexity NONE = new PromptComplexity(0, List.of(), Optional.empty());

    public PromptComplexity {
        signs = List.copyOf(signs);
    }

    /** A kind of sign, and how much it alone would make the score. */
    public record Sign(String name, double strength) {}

    /**
     * All signs together: each one takes its share of what the others have left to 1, so that many weak ones count as one
     * strong one and none counts twice as much because it is said twice.
     */
    public static PromptComplexity of(List<Sign> found, Optional<String> plainForm) {
        List<Sign> signs = new ArrayList<>(found);
        signs.removeIf(sign -> sign.strength() <= 0);
        signs.sort((one, other) -> Double.compare(other.strength(), one.strength()));
        double left = 1;
        for (Sign sign : signs) {
            left *= 1 - sign.strength();
        }
        return new PromptComplexity(1 - left, signs, plainForm);
    }

    /** For people: {@code 0.62 (code 0.45, steps 0.30)}, or {@code 0.20 (fact; explanation 0.20)} for one of plain form. */
    public String explained() {
        String found = signs.stream()
                .map(sign -> sign.name() + ' ' + two(sign.strength()))
                .collect(Collectors.joining(", "));
        String why = Stream.of(plainForm.orElse(""), found)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return two(score) + (why.isEmpty() ? "" : " (" + why + ")");
    }

    /** Two decimals, without a locale's formatter: it is on the way of each request. */
    private static String two(double value) {
        long hundredths = Math.round(value * 100);
        return hundredths / 100 + "." + (hundredths % 100 < 10 ? "0" : "") + hundredths % 100;
    }
}
