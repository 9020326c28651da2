package dev.tollgate.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The usage that the simulated providers would bill, and how often each of them showed which behaviour. */
final class SimulatedBill {
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final Map<String, Integer> behaviours = new ConcurrentHashMap<>();

    /** The sum of a provider's responses. */
    record Line(long requests, long promptTokens, long completionTokens) {
        private Line plus(Line other) {
            return new Line(
                    requests + other.requests,
                    promptTokens + other.promptTokens,
                    completionTokens + other.completionTokens);
        }
    }

    void add(String provider, long promptTokens, long completionTokens) {
        lines.merge(provider, new Line(1, promptTokens, completionTokens), Line::plus);
    }

    void count(String provider, ProviderBehaviour behaviour) {
        behaviours.merge(provider + " " + behaviour, 1, Integer::sum);
    }

    Line of(String provider) {
        return lines.getOrDefault(provider, new Line(0, 0, 0));
    }

    /** Returns how often each provider showed each behaviour, in alphabetical order. */
    Map<String, Integer> behaviours() {
        return new TreeMap<>(behaviours);
    }
}
