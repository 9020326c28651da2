package dev.tollgate.health;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.LatencyStats;
import dev.tollgate.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Many gateways in virtual time, each with the true classes of this package and all of them on one board in memory. Calls
 * come by chance from a seed; each asks the first target, and where that fails the second.
 */
final class Fleet {
    private static final long SEED = 42;

    /** From a call's arrival until a target is asked: its reservation. */
    private static final long RESERVED_AFTER_MICROS = 10_000;

    private static final Instant START = HealthSnapshot.start(400_000_000);

    private static final Provider PROVIDER = new Provider("p", "openai", null, null, null);
    static final Target FIRST = new Target(PROVIDER, "first", false);
    static final Target SECOND = new Target(PROVIDER, "second", false);

    private final Scenario scenario;
    private final Random random;
    private final SteppingClock clock = new SteppingClock(START);
    private final InMemoryHealthStore board = new InMemoryHealthStore();
    private final List<TargetHealth> environments = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Second> seconds = new ArrayList<>();
    private long count;
    private long nowMicros;

    Fleet(Scenario scenario) {
        this.scenario = scenario;
        this.random = new Random(SEED);
        for (int i = 0; i < scenario.environments(); i++) {
            environments.add(environment());
        }
        for (int i = 0; i < Scenario.SECONDS; i++) {
            seconds.add(new Second());
        }
    }

    private TargetHealth environment() {
        HealthDependencies in =
                new HealthDependencies(Rules.DEFAULT, clock, random::nextDouble, new BackgroundWork(Runnable::run));
        return new TargetHealth(board, _ -> true, new LatencyStats(), in);
    }

    /** What happens in it, second by second. */
    List<Second> run() {
        later(0, this::call);
        long end = Scenario.SECONDS * 1_000_000L;
        while (!events.isEmpty() && events.peek().atMicros() < end) {
            Event event = events.poll();
            clock.pass(Duration.of(event.atMicros() - nowMicros, ChronoUnit.MICROS));
            nowMicros = event.atMicros();
            Second second = seconds.get((int) (nowMicros / 1_000_000));
            long reads = board.reads();
            long writes = board.writes();
            event.work().run();
            second.reads += board.reads() - reads;
            second.writes += board.writes() - writes;
        }
        return seconds;
    }

    private void call() {
        double gapSeconds = -Math.log1p(-random.nextDouble()) / scenario.callsPerSecond();
        later(Math.round(gapSeconds * 1e6), this::call);
        TargetHealth health = environments.get(random.nextInt(environments.size()));
        health.refresh();
        later(RESERVED_AFTER_MICROS, () -> ask(health));
    }

    private void ask(TargetHealth health) {
        Second second = seconds.get((int) (nowMicros / 1_000_000));
        second.calls++;
        Target target = health.order(List.of(FIRST, SECOND)).getFirst();
        boolean fails = target.equals(FIRST) && random.nextDouble() < scenario.failuresAt(nowMicros / 1e6);
        if (fails) {
            second.failed++;
            later(scenario.failsAfterMillis() * 1_000L, () -> health.failed(target.name(), ErrorKind.UPSTREAM_FAILED));
        } else {
            second.answeredByFirst += target.equals(FIRST) ? 1 : 0;
            later(
                    Scenario.ANSWERS_AFTER_MILLIS * 1_000L,
                    () -> health.answered(
                            target.name(), new ResponseLatency(Duration.ofMillis(300), 100, Duration.ofMillis(700))));
        }
    }

    private void later(long micros, Runnable work) {
        events.add(new Event(nowMicros + micros, count++, work));
    }

    private record Event(long atMicros, long number, Runnable work) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atMicros, other.atMicros);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    /** What happened in one second. */
    static final class Second {
        long calls;
        long failed;
        long answeredByFirst;
        long reads;
        long writes;
    }
}
