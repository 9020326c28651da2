package dev.tollgate.bench;

import java.util.List;

/**
 * What was measured for one kind of answer, at one number of connections, at one door.
 *
 * @param kind whole or stream
 */
record ResultCell(String kind, int connections, String door, List<BenchRound> rounds) {
    static final String DIRECT = "direct";

    ResultCell {
        rounds = List.copyOf(rounds);
    }

    BenchRound median() {
        return BenchRound.median(rounds);
    }

    boolean comparableTo(ResultCell other) {
        return kind.equals(other.kind) && connections == other.connections;
    }
}
