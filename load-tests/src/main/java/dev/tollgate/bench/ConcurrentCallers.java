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

/** Concurrent callers, each on its own connection. Each sends its next request as soon as it has a response. */
record ConcurrentCallers(int connections, Duration duration) {

    /** Returns the times of all responses, in any order. */
    List<BenchConnection.Timing> call(BenchScenario scenario) throws InterruptedException {
        List<BenchConnection.Timing> all = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(connections)) {
            long until = System.nanoTime() + duration.toNanos();
            Callable<List<BenchConnection.Timing>> caller = () -> one(scenario, until);
            List<Callable<List<BenchConnection.Timing>>> tasks = new ArrayList<>();
            for (int number = 0; number < connections; number++) {
                tasks.add(caller);
            }
            for (Future<List<BenchConnection.Timing>> responses : callers.invokeAll(tasks)) {
                all.addAll(responses.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(scenario.name() + ": " + failed.getCause(), failed);
        }
        return all;
    }

    private static List<BenchConnection.Timing> one(BenchScenario scenario, long until) throws IOException {
        List<BenchConnection.Timing> responses = new ArrayList<>();
        try (BenchConnection connection = new BenchConnection(scenario.port())) {
            while (System.nanoTime() < until) {
                responses.add(connection.send(scenario.request()));
            }
        }
        return responses;
    }
}
