package dev.tollgate.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The measurements of one round in one scenario. Times are in milliseconds. Costs per request are 0 if no process is
 * watched.
 *
 * @param failed the number of responses other than 200, which count nowhere else
 * @param cpu the CPU time of the gateway per request
 * @param storeCpu the CPU time of DynamoDB Local per request
 * @param allocatedKib the memory that the gateway allocates per request
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
    private static final WatchedProcess.UsedResources NOTHING =
            new WatchedProcess.UsedResources(Duration.ZERO, Duration.ZERO, 0);
    private static final double NANOS_PER_MILLI = 1e6;

    static BenchRound at(BenchScenario scenario, ConcurrentCallers callers) throws InterruptedException {
        WatchedProcess.UsedResources before = used(scenario);
        long start = System.nanoTime();
        List<BenchConnection.Timing> all = callers.call(scenario);
        double seconds = (System.nanoTime() - start) / 1e9;
        WatchedProcess.UsedResources used = used(scenario).since(before);
        List<BenchConnection.Timing> responses =
                all.stream().filter(response -> !response.failed()).toList();
        double[] last = sorted(responses, BenchConnection.Timing::last);
        double[] first = sorted(responses, BenchConnection.Timing::first);
        double requests = responses.size();
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

    /** Returns the median of each number, so that a round disturbed by other load does not count. Failures are summed. */
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

    private static WatchedProcess.UsedResources used(BenchScenario scenario) {
        WatchedProcess watched = scenario.watched();
        return watched == null ? NOTHING : watched.used();
    }

    private static double[] sorted(
            List<BenchConnection.Timing> responses, ToLongFunction<BenchConnection.Timing> time) {
        double[] sorted = responses.stream()
                .mapToDouble(response -> time.applyAsLong(response) / NANOS_PER_MILLI)
                .toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Returns the exact quantile of all values, without a histogram. */
    private static double at(double quantile, double[] sorted) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (quantile * sorted.length))];
    }
}
