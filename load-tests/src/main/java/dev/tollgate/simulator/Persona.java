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
record Persona(String name, List<Behaviour> behaviours, int latencyMillis, int spreadMillis) {

    Persona {
        behaviours = List.copyOf(behaviours);
    }

    /** One that answers. */
    static Persona healthy(String name, int latencyMillis, int spreadMillis) {
        return new Persona(name, List.of(Behaviour.ANSWER), latencyMillis, spreadMillis);
    }

    /** One that fails, each time in another way. */
    static Persona down(String name) {
        return new Persona(
                name,
                List.of(
                        Behaviour.LIMIT,
                        Behaviour.OVERLOAD,
                        Behaviour.HANG,
                        Behaviour.CUT,
                        Behaviour.LIE,
                        Behaviour.REFUSE),
                20,
                30);
    }

    Behaviour next(Random chance) {
        return behaviours.get(chance.nextInt(behaviours.size()));
    }

    int latency(Random chance) {
        return latencyMillis + chance.nextInt(spreadMillis + 1);
    }
}
