package dev.tollgate.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What one round at one door measured. Times are in milliseconds; what is per request is null-free but 0 where no process
 * is watched.
 *
 * @param failed answers other than 200, which count nowhere else
 * @param cpu of the gateway, per request
 * @param storeCpu of DynamoDB Local, per request
 * @param allocatedKib by the gateway, per request
 */
record BenchRound(
        double failed,
        double perSecond,
        double p50,
        double p99,
        double firstP50,
        double firstP99,
        double cpu,
        double storeCpu,
        double allocatedKib) {
    private static final WatchedProcess.Used NOTHING = new WatchedProcess.Used(Duration.ZERO, Duration.ZERO, 0);
    private static final double NANOS_PER_MILLI = 1e6;

    static BenchRound at(BenchEndpoint benchEndpoint, CallerCrowd crowd) throws InterruptedException {
        WatchedProcess.Used before = used(benchEndpoint);
        long start = System.nanoTime();
        List<BenchConnection.Timing> all = crowd.ask(benchEndpoint);
        double seconds = (System.nanoTime() - start) / 1e9;
        WatchedProcess.Used used = used(benchEndpoint).since(before);
        List<BenchConnection.Timing> answers =
                all.stream().filter(answer -> !answer.failed()).toList();
        double[] last = sorted(answers, BenchConnection.Timing::last);
        double[] first = sorted(answers, BenchConnection.Timing::first);
        double requests = answers.size();
        return new BenchRound(
                all.size() - requests,
                requests / seconds,
                at(0.50, last),
                at(0.99, last),
                at(0.50, first),
                at(0.99, first),
                used.cpu().toNanos() / NANOS_PER_MILLI / requests,
                used.storeCpu().toNanos() / NANOS_PER_MILLI / requests,
                used.allocated() / 1024.0 / requests);
    }

    /** Each number's own median, so that a round that a busy machine has spoilt does not count; failures are added up. */
    static BenchRound median(List<BenchRound> rounds) {
        return new BenchRound(
                rounds.stream().mapToDouble(BenchRound::failed).sum(),
                median(rounds, BenchRound::perSecond),
                median(rounds, BenchRound::p50),
                median(rounds, BenchRound::p99),
                median(rounds, BenchRound::firstP50),
                median(rounds, BenchRound::firstP99),
                median(rounds, BenchRound::cpu),
                median(rounds, BenchRound::storeCpu),
                median(rounds, BenchRound::allocatedKib));
    }

    private static double median(List<BenchRound> rounds, ToDoubleFunction<BenchRound> number) {
        double[] sorted = rounds.stream().mapToDouble(number).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static WatchedProcess.Used used(BenchEndpoint benchEndpoint) {
        return benchEndpoint.watched() == null
                ? NOTHING
                : benchEndpoint.watched().used();
    }

    private static double[] sorted(List<BenchConnection.Timing> answers, ToLongFunction<BenchConnection.Timing> time) {
        double[] sorted = answers.stream()
                .mapToDouble(answer -> time.applyAsLong(answer) / NANOS_PER_MILLI)
                .toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Exact: of all values, not of a histogram. */
    private static double at(double quantile, double[] sorted) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (quantile * sorted.length))];
    }
}
