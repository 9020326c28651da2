package dev.tollgate.failover;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.IncomingCall;
import dev.tollgate.fake.InMemoryUsageLedger;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.InMemoryRateLimiter;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.metering.PendingRecord;
import dev.tollgate.metering.RateReservations;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.metering.UsageRecorder;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** One call with its books, whose targets do what a test has written; its clock is moved by pauses alone. */
final class ScriptedCall {
    private static final Provider PROVIDER = new Provider("p", "openai", null, null, null);
    private static final long RESERVED = 1_000;

    private final SteppingClock clock = new SteppingClock();
    private final Instant deadline = clock.instant().plus(Duration.ofMinutes(10));
    private final InMemoryRateLimiter limits = new InMemoryRateLimiter(clock);
    private final InMemoryUsageLedger ledger = new InMemoryUsageLedger();
    private final ScriptedSink caller = new ScriptedSink();
    private final Map<String, Deque<ScriptedAttempt.Script>> scripts = new LinkedHashMap<>();
    private final Queue<ScriptedAttempt> turns = new ConcurrentLinkedQueue<>();
    private final List<Long> pauses = new ArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final IncomingCall<ChatRequest> incomingCall =
            new IncomingCall<>("r", clock.instant(), Instant.MAX, null, "", Optional.empty(), () -> null);
    private final CallMetrics callMetrics = new CallMetrics(incomingCall);
    private final UsageMeter usageMeter;
    private Runnable duringPauses = () -> {};

    ScriptedCall() {
        Price price = Price.of(BigDecimal.ONE, BigDecimal.TEN);
        Map<String, Price> prices = Map.of("p/a", price, "p/b", price, "p/c", price);
        UsageRecorder books = new UsageRecorder(limits, null, ledger, PriceTables.of(prices), clock);
        RateReservation reservation =
                limits.reserve(RateLimitKey.ofKey("key", new RateLimits(100L, 100_000L, 1L)), RESERVED, deadline);
        UsageRecord pending = new UsageRecord(
                "r", "key", clock.instant(), deadline, "alias", Map.of(), true, RequestHold.NOTHING, null);
        ledger.open(pending);
        PendingRecord pendingRecord = PendingRecord.withoutBudgets(pending, CompletableFuture.completedFuture(null));
        usageMeter = new UsageMeter(
                books, new RateReservations(limits, List.of(reservation)), pendingRecord, false, Markup.NONE);
        callMetrics.booked(usageMeter);
    }

    /** A further target, and what it does at its first turn, its second, and so on; the last one holds for all later ones. */
    void target(String model, ScriptedAttempt.Script... scripted) {
        scripts.put(model, new ArrayDeque<>(Arrays.asList(scripted)));
    }

    /** Happens in each pause, which is then over where it was not called off. */
    void duringPauses(Runnable action) {
        duringPauses = action;
    }

    void pursue(FailoverPolicy failover) {
        List<Target> targets = scripts.keySet().stream()
                .map(model -> new Target(PROVIDER, model, false))
                .toList();
        CallContext<ChatRequest> callContext = new CallContext<>(
                incomingCall, null, new Route(targets, failover, Optional.empty()), usageMeter, deadline, callMetrics);
        new FailoverExecutor(_ -> OptionalInt.empty(), Duration.ofMinutes(1), this::pause, () -> 0.5, clock)
                .pursue(callContext, caller, (target, asked, attemptControl) -> attempt(target, asked, attemptControl));
    }

    private Attempt attempt(Target target, CallContext<ChatRequest> callContext, AttemptControl attemptControl) {
        Deque<ScriptedAttempt.Script> left = scripts.get(target.model());
        ScriptedAttempt.Script script = left.size() > 1 ? left.removeFirst() : left.getFirst();
        UpstreamCall upstreamCall = new UpstreamCall(target, callContext, clock.instant());
        ScriptedAttempt turn = new ScriptedAttempt(
                new ScriptedAttempt.Part(target.model(), script, upstreamCall, attemptControl, this));
        turns.add(turn);
        return turn;
    }

    private void pause(Duration time, CompletableFuture<Void> calledOff) {
        pauses.add(time.toMillis());
        duringPauses.run();
        if (!calledOff.isDone()) {
            clock.pass(time);
        }
    }

    Settlement settle() {
        return usageMeter.settle(CallOutcome.COMPLETE, null, 0);
    }

    /** What the books say of each target that was asked. */
    List<String> outcomes() {
        return usageMeter.attempts(null, clock.instant()).stream()
                .map(attemptSummary -> attemptSummary.model() + " "
                        + (attemptSummary.error() == null ? "answered" : attemptSummary.error()))
                .toList();
    }

    long overheadMillis() {
        return callMetrics.overhead().toMillis();
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

    long asked() {
        return turns.stream().filter(ScriptedAttempt::asked).count();
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
