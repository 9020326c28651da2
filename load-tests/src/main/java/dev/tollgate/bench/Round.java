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
record Round(
        double failed,
        double perSecond,
        double p50,
        double p99,
        double firstP50,
        double firstP99,
        double cpu,
        double storeCpu,
        double allocatedKib) {
    private static final Watched.Used NOTHING = new Watched.Used(Duration.ZERO, Duration.ZERO, 0);
    private static final double NANOS_PER_MILLI = 1e6;

    static Round at(Door door, Crowd crowd) throws InterruptedException {
        Watched.Used before = used(door);
        long start = System.nanoTime();
        List<Connection.Timing> all = crowd.ask(door);
        double seconds = (System.nanoTime() - start) / 1e9;
        Watched.Used used = used(door).since(before);
        List<Connection.Timing> answers =
                all.stream().filter(answer -> !answer.failed()).toList();
        double[] last = sorted(answers, Connection.Timing::last);
        double[] first = sorted(answers, Connection.Timing::first);
        double requests = answers.size();
        return new Round(
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
    static Round median(List<Round> rounds) {
        return new Round(
                rounds.stream().mapToDouble(Round::failed).sum(),
                median(rounds, Round::perSecond),
                median(rounds, Round::p50),
                median(rounds, Round::p99),
                median(rounds, Round::firstP50),
                median(rounds, Round::firstP99),
                median(rounds, Round::cpu),
                median(rounds, Round::storeCpu),
                median(rounds, Round::allocatedKib));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> number) {
        double[] sorted = rounds.stream().mapToDouble(number).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Watched.Used used(Door door) {
        return door.watched() == null ? NOTHING : door.watched().used();
    }

    private static double[] sorted(List<Connection.Timing> answers, ToLongFunction<Connection.Timing> time) {
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
