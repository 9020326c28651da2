package dev.tollgate.health;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.DropPolicy;
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
 * Many gateways in virtual time, with the real classes of this package and one shared store in memory. A seed determines
 * the calls. Each goes to the first target, and if that fails to the second.
 */
final class GatewayFleet {
    private static final long SEED = 42;

    /** The time from the arrival of a call until it is sent to a target. */
    private static final long RESERVED_AFTER_MICROS = 10_000;

    private static final Instant START = HealthSnapshot.start(400_000_000);

    private static final Provider PROVIDER = new Provider("p", "openai", null, null, null);
    static final Target FIRST = new Target(PROVIDER, "first", DropPolicy.HINTS);
    static final Target SECOND = new Target(PROVIDER, "second", DropPolicy.HINTS);

    private final OutageScenario scenario;
    private final Random random;
    private final SteppingClock clock = new SteppingClock(START);
    private final InMemoryHealthStore store = new InMemoryHealthStore();
    private final List<TargetHealth> environments = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Second> seconds = new ArrayList<>();
    private long count;
    private long nowMicros;

    GatewayFleet(OutageScenario scenario) {
        this.scenario = scenario;
        this.random = new Random(SEED);
        for (int i = 0; i < scenario.environments(); i++) {
            environments.add(environment());
        }
        for (int i = 0; i < OutageScenario.SECONDS; i++) {
            seconds.add(new Second());
        }
    }

    private TargetHealth environment() {
        HealthDependencies in = new HealthDependencies(
                DefaultRules.DEFAULT, clock, random::nextDouble, new BackgroundWork(Runnable::run));
        return new TargetHealth(store, _ -> true, new LatencyStats(), in);
    }

    /** Runs the scenario and returns what happened in each second. */
    List<Second> run() {
        later(0, this::call);
        long end = OutageScenario.SECONDS * 1_000_000L;
        while (!events.isEmpty() && events.peek().atMicros() < end) {
            Event event = events.poll();
            clock.pass(Duration.of(event.atMicros() - nowMicros, ChronoUnit.MICROS));
            nowMicros = event.atMicros();
            Second second = seconds.get((int) (nowMicros / 1_000_000));
            long reads = store.reads();
            long writes = store.writes();
            event.work().run();
            second.reads += store.reads() - reads;
            second.writes += store.writes() - writes;
        }
        return seconds;
    }

    private void call() {
        double gapSeconds = -Math.log1p(-random.nextDouble()) / scenario.callsPerSecond();
        later(Math.round(gapSeconds * 1e6), this::call);
        TargetHealth health = environments.get(random.nextInt(environments.size()));
        health.refresh();
        later(RESERVED_AFTER_MICROS, () -> send(health));
    }

    private void send(TargetHealth health) {
        Second second = seconds.get((int) (nowMicros / 1_000_000));
        second.calls++;
        Target target = health.order(List.of(FIRST, SECOND)).getFirst();
        boolean fails = target.equals(FIRST) && random.nextDouble() < scenario.failuresAt(nowMicros / 1e6);
        if (fails) {
            second.failed++;
            later(scenario.failsAfterMillis() * 1_000L, () -> health.failed(target.name(), ErrorKind.UPSTREAM_FAILED));
        } else {
            second.servedByFirst += target.equals(FIRST) ? 1 : 0;
            later(
                    OutageScenario.SUCCEEDS_AFTER_MILLIS * 1_000L,
                    () -> health.succeeded(
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
        long servedByFirst;
        long reads;
        long writes;
    }
}
