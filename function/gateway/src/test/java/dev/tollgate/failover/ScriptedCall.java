package dev.tollgate.failover;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.CallContext;
import dev.tollgate.fake.InMemoryUsageLedger;
import dev.tollgate.fake.SampleCalls;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.health.HealthOfOne;
import dev.tollgate.health.TargetHealth;
import dev.tollgate.limit.InMemoryRateLimiter;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.metering.AcceptedMeters;
import dev.tollgate.metering.MeteredCall;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.process.FatalErrors;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** One call with its usage record. Its targets do what a test has written, and only pauses move its clock. */
final class ScriptedCall {
    private static final Provider PROVIDER = new Provider("p", "openai", null, null, null);
    private static final long RESERVED = 1_000;
    private static final DefaultTimeouts TIMEOUTS =
            new DefaultTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final SteppingClock clock = new SteppingClock();
    private final InMemoryRateLimiter limits = new InMemoryRateLimiter(clock);
    private final InMemoryUsageLedger ledger = new InMemoryUsageLedger();
    private final ScriptedSink caller = new ScriptedSink();
    private final Map<String, Deque<ScriptedAttempt.Script>> scripts = new LinkedHashMap<>();
    private final Queue<ScriptedAttempt> attempts = new ConcurrentLinkedQueue<>();
    private final List<Long> pauses = new ArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final CallContext<ChatRequest> context = SampleCalls.of(SampleRequests.of("hello"), clock.instant());
    private final TargetHealth health = HealthOfOne.at(clock);
    private final UsageMeter usageMeter;
    private Runnable duringPauses = () -> {};

    ScriptedCall() {
        Price price = Price.of(BigDecimal.ONE, BigDecimal.TEN);
        Map<String, Price> prices = Map.of("p/a", price, "p/b", price, "p/c", price);
        RateReservation reservation = limits.reserve(
                RateLimitKey.ofKey("key", new RateLimits(100L, 100_000L, 1L)), RESERVED, context.deadline());
        AcceptedMeters.Stores stores = new AcceptedMeters.Stores(ledger, PriceTables.of(prices));
        usageMeter = AcceptedMeters.of(context, reservation, limits, stores, clock);
        caller.beforeLastByte(usageMeter::releaseSlot);
    }

    /** A further target, and what it does at its first turn, its second, and so on; the last one holds for all later ones. */
    void target(String model, ScriptedAttempt.Script... scripted) {
        scripts.put(model, new ArrayDeque<>(Arrays.asList(scripted)));
    }

    /** Happens in each pause, which is then over where it was not called off. */
    void duringPauses(Runnable action) {
        duringPauses = action;
    }

    void execute(FailoverPolicy failover) {
        new FailoverExecutor(_ -> OptionalInt.empty(), TIMEOUTS, this::pause, () -> 0.5, clock)
                .execute(context, route(failover), caller, this::attempt);
    }

    /** The same with hedging, on threads that a test chooses. */
    void execute(FailoverPolicy hedging, Executor threads) {
        RetrySchedule schedule = new RetrySchedule(
                route(hedging), _ -> OptionalInt.empty(), () -> 0.5, clock.instant(), context.deadline());
        RetryRounds rounds = new RetryRounds(schedule, hedging, TIMEOUTS, this::pause, clock);
        new HedgedFailover(rounds, this::attempt, caller, hedging.hedge().orElseThrow(), threads)
                .run(context.metrics().waits());
    }

    private Route route(FailoverPolicy failover) {
        List<Target> targets = scripts.keySet().stream()
                .map(model -> new Target(PROVIDER, model, DropPolicy.HINTS))
                .toList();
        return new Route(List.of("m"), targets, failover, Optional.empty(), Optional.empty());
    }

    private Attempt attempt(Target target, AttemptControl control) {
        Deque<ScriptedAttempt.Script> left = scripts.get(target.model());
        ScriptedAttempt.Script script = left.size() > 1 ? left.removeFirst() : left.getFirst();
        UpstreamCall upstream = new UpstreamCall(
                target,
                new MeteredCall<>(context, usageMeter),
                AttemptPurpose.RESPOND,
                new UpstreamCall.Services(null, health, new FatalErrors(_ -> {}), clock));
        ScriptedAttempt attempt =
                new ScriptedAttempt(new ScriptedAttempt.Part(target.model(), script, upstream, control, this));
        attempts.add(attempt);
        return attempt;
    }

    private void pause(Duration time, CountDownLatch cancelled) {
        pauses.add(time.toMillis());
        duringPauses.run();
        if (cancelled.getCount() > 0) {
            clock.pass(time);
        }
    }

    Settlement settle() {
        usageMeter.settle();
        return record().orElseThrow().settlement();
    }

    /** The recorded outcome of each target that received the request. */
    List<String> outcomes() {
        return usageMeter.attempts().stream()
                .map(attemptSummary -> attemptSummary.model() + " "
                        + (attemptSummary.error() == null ? "answered" : attemptSummary.error()))
                .toList();
    }

    long overheadMillis() {
        return context.metrics().overhead().toMillis();
    }

    /** What is counted against the key's limit of tokens. */
    long tokensCounted() {
        return limits.window("key").used().stream()
                .mapToLong(slot -> slot.tokens())
                .sum();
    }

    int reservationsSettled() {
        return limits.settled();
    }

    Optional<UsageRecord> record() {
        return ledger.settled("r");
    }

    long attempts() {
        return attempts.stream().filter(attempt -> attempt.upstream().sent()).count();
    }

    int underWay() {
        return underWay.get();
    }

    void enter() {
        underWay.incrementAndGet();
    }

    void leave() {
        underWay.decrementAndGet();
    }

    List<Long> pauses() {
        return pauses;
    }

    ScriptedSink caller() {
        return caller;
    }

    UsageMeter usageMeter() {
        return usageMeter;
    }

    Clock clock() {
        return clock;
    }
}
