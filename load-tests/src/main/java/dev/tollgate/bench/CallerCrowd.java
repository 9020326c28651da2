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
record CallerCrowd(int connections, Duration duration) {

    /** Every answer's timing, in no order. */
    List<BenchConnection.Timing> ask(BenchEndpoint benchEndpoint) throws InterruptedException {
        List<BenchConnection.Timing> all = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(connections)) {
            long until = System.nanoTime() + duration.toNanos();
            Callable<List<BenchConnection.Timing>> caller = () -> one(benchEndpoint, until);
            List<Callable<List<BenchConnection.Timing>>> everybody = new ArrayList<>();
            for (int number = 0; number < connections; number++) {
                everybody.add(caller);
            }
            for (Future<List<BenchConnection.Timing>> answers : callers.invokeAll(everybody)) {
                all.addAll(answers.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(benchEndpoint.name() + ": " + failed.getCause(), failed);
        }
        return all;
    }

    private static List<BenchConnection.Timing> one(BenchEndpoint benchEndpoint, long until) throws IOException {
        List<BenchConnection.Timing> answers = new ArrayList<>();
        try (BenchConnection connection = new BenchConnection(benchEndpoint.port())) {
            while (System.nanoTime() < until) {
                answers.add(connection.ask(benchEndpoint.request()));
            }
        }
        return answers;
    }
}
