package dev.tollgate.simulator;

import java.util.List;
import java.util.Random;

/**
 * What one simulated provider is like.
 *
 * @param behaviours one of them is drawn for each request
 * @param latencyMillis until the first word, at least
 * @param spreadMillis and at most so much more
 */
record ProviderPersona(String name, List<ProviderBehaviour> behaviours, int latencyMillis, int spreadMillis) {

    ProviderPersona {
        behaviours = List.copyOf(behaviours);
    }

    /** One that answers. */
    static ProviderPersona healthy(String name, int latencyMillis, int spreadMillis) {
        return new ProviderPersona(name, List.of(ProviderBehaviour.ANSWER), latencyMillis, spreadMillis);
    }

    /** One that fails, each time in another way. */
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
