package dev.tollgate.histories;

import dev.tollgate.bill.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A random history of a few gateways that share one store. They receive bursts of requests. During and between the
 * bursts, the clock jumps, and sweeps close pending records. After the last deadline, the history checks the usage records.
 */
final class UsageHistory implements AutoCloseable {
    private static final int GATEWAYS = 3;
    private static final int BURST = 14;

    /** Beyond every deadline. */
    private static final Duration LATER = Duration.ofHours(1);

    /** By which each request is to be settled. */
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    /** In the future, because DynamoDB Local deletes what has expired by its own clock. */
    private static final Instant EPOCH = Instant.parse("2040-01-30T23:50:00Z");

    private final long seed;
    private final SeededChance dice;
    private final HistoryWorld world;
    private final HistoryTables tables = new HistoryTables();
    private final SimulatedProviders simulator;
    private final HistoryClock clock;
    private final List<GatewayEnvironment> gateways;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, RandomRequest> wishes = new ConcurrentHashMap<>();
    private final Map<Integer, SeenResponse> seen = new ConcurrentHashMap<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final List<String> story = new ArrayList<>();

    private UsageHistory(long seed) {
        this.seed = seed;
        this.dice = SeededChance.of(seed, "history");
        this.world = new HistoryWorld(seed);
        this.simulator = new SimulatedProviders(seed);
        this.clock = new HistoryClock(EPOCH.plusSeconds(dice.between(0, 20 * 60)));
        int faults = dice.percent(50) ? dice.between(1, 8) : 0;
        this.gateways = IntStream.range(0, GATEWAYS)
                .mapToObj(number -> gateway(clock, Duration.ofMillis(dice.between(-3_000, 3_000)), faults))
                .toList();
        story.add(faults + " of 100 calls of the store fail at first");
        gateways.getFirst().apply(world.yaml(simulator));
    }

    /**
     * The result of a history.
     *
     * @param broken the rules that it broke
     * @param story what happened, and the usage records at the end
     */
    record End(long seed, List<String> broken, List<String> story) {

        @Override
        public String toString() {
            return "History " + seed + ":\n" + String.join("\n", story) + "\n\nBroken:\n" + String.join("\n", broken);
        }
    }

    /** Lives through a history of so many requests. */
    static End of(long seed, int requests) throws InterruptedException {
        try (UsageHistory history = new UsageHistory(seed)) {
            history.live(requests);
            history.clock.jerk(LATER);
            history.gateways.getFirst().sweep();
            return history.judge();
        } catch (RuntimeException failed) {
            throw new IllegalStateException("history " + seed + " broke off", failed);
        }
    }

    private GatewayEnvironment gateway(HistoryClock time, Duration skew, int faultsPercent) {
        DyingEnvironments deaths =
                new DyingEnvironments(id -> wishes.get(numbers.get(id)).doomed());
        return new GatewayEnvironment(
                tables,
                time.skewed(skew),
                faultsPercent,
                deaths,
                (number, id) -> numbers.put(id, Integer.valueOf(number)));
    }

    private void live(int requests) throws InterruptedException {
        while (wishes.size() < requests) {
            List<RandomRequest> burst = new ArrayList<>();
            for (int size = Math.min(dice.between(1, BURST), requests - wishes.size()); size > 0; size--) {
                RandomRequest wish = next();
                wishes.put(wish.number(), wish);
                burst.add(wish);
            }
            live(burst);
            pass();
        }
    }

    private RandomRequest next() {
        int number = wishes.size();
        List<RandomRequest> repeatable = wishes.values().stream()
                .filter(wish -> wish.idempotencyKey() != null)
                .toList();
        return !repeatable.isEmpty() && dice.percent(25)
                ? dice.of(repeatable).again(dice, number, GATEWAYS)
                : RandomRequest.any(dice, number, GATEWAYS);
    }

    /** Sends all requests of a burst at once. Meanwhile, it causes trouble and checks the counters against their limits. */
    private void live(List<RandomRequest> burst) throws InterruptedException {
        HistoryClient customer = new HistoryClient(clock);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (RandomRequest wish : burst) {
            tasks.add(() -> {
                seen.put(
                        wish.number(),
                        customer.ask(gateways.get(wish.environment()).uri(), wish));
                return null;
            });
        }
        tasks.add(trouble());
        tasks.add(() -> {
            broken.addAll(CounterChecks.aboveTheirLimits(tables.items("counters"), world));
            return null;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        gateways.forEach(GatewayEnvironment::awaitIdle);
        burst.forEach(wish -> story.add(seen.get(wish.number()).toString()));
    }

    /** While requests are in flight, the clock may jump, and a sweep may run. */
    private Callable<Void> trouble() {
        boolean jumps = dice.percent(25);
        Duration jump = Duration.ofSeconds(dice.of(List.of(-6, -2, 3, 30, 70, 660, 7_200, 90_000)));
        // Beyond a deadline there is somebody to close for a sweep, who is alive and settles after it.
        boolean sweeps = (jumps && jump.compareTo(DEADLINE) > 0) || dice.percent(25);
        int sweeper = dice.between(0, GATEWAYS - 1);
        int wait = dice.between(0, 60);
        FutureTask<Void> trouble = new FutureTask<>(() -> {
            if (jumps) {
                clock.jerk(jump);
                story.add("the clock jumps " + jump + " meanwhile");
            }
            if (sweeps) {
                gateways.get(sweeper).sweep();
                story.add("gateway " + sweeper + " sweeps meanwhile");
            }
            return null;
        });
        return () -> {
            CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                    .execute(trouble);
            return trouble.get();
        };
    }

    /** While no request is in flight, time may pass, and a sweep and a roll-up may run. */
    private void pass() throws InterruptedException {
        broken.addAll(CounterChecks.aboveTheirLimits(tables.items("counters"), world));
        if (dice.percent(70)) {
            Duration time =
                    Duration.ofSeconds(dice.of(List.of(-8, 1, 6, 20, 64, 300, 700, 5_000, 30_000, 90_000, 2_000_000)));
            clock.jerk(time);
            story.add(time + " pass: " + clock.now());
        }
        GatewayEnvironment any = gateways.get(dice.between(0, GATEWAYS - 1));
        if (dice.percent(40)) {
            any.sweep();
            story.add("a sweep");
            if (dice.percent(40)) {
                any.rollUp(Duration.ofMinutes(1));
                story.add("a roll-up");
            }
        }
    }

    private End judge() throws InterruptedException {
        List<StoredUsageRecord> records = records();
        HistoryEvidence evidence = new HistoryEvidence(
                world,
                Map.copyOf(seen),
                numbers,
                simulator.ledger(),
                records,
                tables.items("counters"),
                new ArrayList<>(broken));
        RecordChecks.check(evidence);
        BillChecks.check(evidence);
        CounterChecks.check(evidence);
        if (!records.isEmpty()) {
            judgeSums(evidence);
        }
        evidence.deliveries()
                .forEach(delivery -> story.add("#" + delivery.question().number() + " " + delivery));
        records.forEach(record -> story.add("#" + numbers.get(record.requestId()) + " " + record));
        return new End(seed, evidence.broken(), story);
    }

    private void judgeSums(HistoryEvidence evidence) throws InterruptedException {
        List<LocalDate> days = evidence.records().stream()
                .map(record -> record.acceptedAt().atOffset(ZoneOffset.UTC).toLocalDate())
                .distinct()
                .sorted()
                .toList();
        DateRange all = new DateRange(days.getFirst(), days.getLast());
        UsageSumChecks.check(evidence, gateways.getLast().usage(), all);
        LocalDate day = dice.of(days);
        try (GatewayEnvironment keeper =
                gateway(new HistoryClock(day.plusDays(1).atTime(0, 40).toInstant(ZoneOffset.UTC)), Duration.ZERO, 0)) {
            // Whatever is left out here would count as a difference, however slow the machine is.
            keeper.rollUp(Duration.ofDays(1));
            UsageSumChecks.checkRollUps(evidence, day, rollUps());
            UsageSumChecks.check(evidence, keeper.usage(), all);
        }
    }

    private List<StoredUsageRecord> records() {
        return tables.items("usage").stream()
                .filter(item -> item.get("pk").s().startsWith("KEY#"))
                .map(StoredUsageRecord::of)
                .toList();
    }

    private List<Map<String, AttributeValue>> rollUps() {
        return tables.items("usage").stream()
                .filter(item -> item.get("pk").s().startsWith("ROLLUP#"))
                .toList();
    }

    @Override
    public void close() {
        gateways.forEach(GatewayEnvironment::close);
        simulator.close();
        tables.close();
    }
}
