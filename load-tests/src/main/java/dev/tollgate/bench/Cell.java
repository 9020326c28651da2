package dev.tollgate.bench;

import java.util.List;

/**
 * What was measured for one kind of answer, at one number of connections, at one door.
 *
 * @param kind whole or stream
 */
record Cell(String kind, int connections, String door, List<Round> rounds) {
    static final String DIRECT = "direct";

    Cell {
        rounds = List.copyOf(rounds);
    }

    Round median() {
        return Round.median(rounds);
    }

    boolean comparableTo(Cell other) {
        return kind.equals(other.kind) && connections == other.connections;
    }
}
