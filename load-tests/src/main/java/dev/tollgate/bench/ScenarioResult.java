package dev.tollgate.bench;

import java.util.List;

/**
 * The results of one kind of response, with one number of connections, in one scenario.
 *
 * @param kind whole or stream
 */
record ScenarioResult(String kind, int connections, String scenario, List<BenchRound> rounds) {
    static final String DIRECT = "direct";

    ScenarioResult {
        rounds = List.copyOf(rounds);
    }

    BenchRound median() {
        return BenchRound.median(rounds);
    }

    boolean comparableTo(ScenarioResult other) {
        return kind.equals(other.kind) && connections == other.connections;
    }
}
