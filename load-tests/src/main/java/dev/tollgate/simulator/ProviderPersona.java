package dev.tollgate.simulator;

import java.util.List;
import java.util.Random;

/**
 * The characteristics of one simulated provider.
 *
 * @param behaviours the behaviours from which each request draws one
 * @param latencyMillis the minimum time to the first word
 * @param spreadMillis the maximum time in addition to that
 */
record ProviderPersona(String name, List<ProviderBehaviour> behaviours, int latencyMillis, int spreadMillis) {

    ProviderPersona {
        behaviours = List.copyOf(behaviours);
    }

    /** Returns a provider that always answers. */
    static ProviderPersona healthy(String name, int latencyMillis, int spreadMillis) {
        return new ProviderPersona(name, List.of(ProviderBehaviour.ANSWER), latencyMillis, spreadMillis);
    }

    /** Returns a provider that fails in random ways. */
    static ProviderPersona down(String name) {
        return new ProviderPersona(
                name,
                List.of(
                        ProviderBehaviour.LIMIT,
                        ProviderBehaviour.OVERLOAD,
                        ProviderBehaviour.HANG,
                        ProviderBehaviour.CUT,
                        ProviderBehaviour.LIE,
                        ProviderBehaviour.REFUSE),
                20,
                30);
    }

    ProviderBehaviour next(Random chance) {
        return behaviours.get(chance.nextInt(behaviours.size()));
    }

    int latency(Random chance) {
        return latencyMillis + chance.nextInt(spreadMillis + 1);
    }
}
