package dev.tollgate.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the simulated providers would send an invoice for, and how often each did what. */
final class SimulatedBill {
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final Map<String, Integer> behaviours = new ConcurrentHashMap<>();

    /** The sum of a provider's answers. */
    record Line(long requests, long promptTokens, long completionTokens) {
        private Line plus(Line other) {
            return new Line(
                    requests + other.requests,
                    promptTokens + other.promptTokens,
                    completionTokens + other.completionTokens);
        }
    }

    void answered(String provider, long promptTokens, long completionTokens) {
        lines.merge(provider, new Line(1, promptTokens, completionTokens), Line::plus);
    }

    void did(String provider, ProviderBehaviour behaviour) {
        behaviours.merge(provider + " " + behaviour, 1, Integer::sum);
    }

    Line of(String provider) {
        return lines.getOrDefault(provider, new Line(0, 0, 0));
    }

    /** How often each provider did what, in alphabetical order. */
    Map<String, Integer> behaviours() {
        return new TreeMap<>(behaviours);
    }
}
