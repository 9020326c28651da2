package dev.tollgate.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How complex a prompt is, judged by signals in its text and without calling a model.
 *
 * @param score 0 to 1
 * @param signals the signals that were found, strongest first
 * @param simplePattern the name of the simple pattern that the prompt matches, if any
 */
public record PromptComplexity(double score, List<Signal> signals, Optional<String> simplePattern) {

    /** The complexity of a prompt without any signal. */
    public static final PromptComplexity NONE = new PromptComplexity(0, List.of(), Optional.empty());

    public PromptComplexity {
        signals = List.copyOf(signals);
    }

    /** A kind of signal, and the score that it would give alone. */
    public record Signal(String name, double strength) {}

    /**
     * Combines signals into a score of {@code 1 − ∏(1 − strength)}. Many weak signals count as a strong one, and
     * the score never exceeds 1.
     */
    public static PromptComplexity of(List<Signal> found, Optional<String> simplePattern) {
        List<Signal> signals = new ArrayList<>(found);
        signals.removeIf(signal -> signal.strength() <= 0);
        signals.sort((one, other) -> Double.compare(other.strength(), one.strength()));
        double remainder = 1;
        for (Signal signal : signals) {
            remainder *= 1 - signal.strength();
        }
        return new PromptComplexity(1 - remainder, signals, simplePattern);
    }

    /**
     * An explanation for people: {@code 0.62 (code 0.45, steps 0.30)}, or {@code 0.20 (fact; explanation 0.20)} if the
     * prompt matches a simple pattern.
     */
    public String explained() {
        String found = signals.stream()
                .map(signal -> signal.name() + ' ' + twoDecimals(signal.strength()))
                .collect(Collectors.joining(", "));
        String why = Stream.of(simplePattern.orElse(""), found)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return twoDecimals(score) + (why.isEmpty() ? "" : " (" + why + ")");
    }

    /** Formats without a locale's formatter, which would be slow for a step of every request. */
    private static String twoDecimals(double value) {
        long hundredths = Math.round(value * 100);
        return hundredths / 100 + "." + (hundredths % 100 < 10 ? "0" : "") + hundredths % 100;
    }
}
