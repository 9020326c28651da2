package dev.tollgate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many callers, each on its own connection, each asking again as soon as it has its answer. */
record Crowd(int connections, Duration duration) {

    /** Every answer's timing, in no order. */
    List<Connection.Timing> ask(Door door) throws InterruptedException {
        List<Connection.Timing> all = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(connections)) {
            long until = System.nanoTime() + duration.toNanos();
            Callable<List<Connection.Timing>> caller = () -> one(door, until);
            List<Callable<List<Connection.Timing>>> everybody = new ArrayList<>();
            for (int number = 0; number < connections; number++) {
                everybody.add(caller);
            }
            for (Future<List<Connection.Timing>> answers : callers.invokeAll(everybody)) {
                all.addAll(answers.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(door.name() + ": " + failed.getCause(), failed);
        }
        return all;
    }

    private static List<Connection.Timing> one(Door door, long until) throws IOException {
        List<Connection.Timing> answers = new ArrayList<>();
        try (Connection connection = new Connection(door.port())) {
            while (System.nanoTime() < until) {
                answers.add(connection.ask(door.request()));
            }
        }
        return answers;
    }
}
