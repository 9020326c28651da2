package dev.tollgate.call;

import dev.tollgate.bill.Held;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Outcome;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.fake.InMemoryLedger;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.Account;
import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.InMemoryLimits;
import dev.tollgate.limit.Reservation;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Failover;
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
    private final InMemoryLimits limits = new InMemoryLimits(clock);
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final ScriptedCaller caller = new ScriptedCaller();
    private final Map<String, Deque<ScriptedTurn.Script>> scripts = new LinkedHashMap<>();
    private final Queue<ScriptedTurn> turns = new ConcurrentLinkedQueue<>();
    private final List<Long> pauses = new ArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Incoming<ChatRequest> incoming =
            new Incoming<>("r", clock.instant(), Instant.MAX, null, "", Optional.empty(), () -> null);
    private final Trace trace = new Trace(incoming);
    private final Booking booking;
    private Runnable duringPauses = () -> {};

    ScriptedCall() {
        Price price = Price.of(BigDecimal.ONE, BigDecimal.TEN);
        Map<String, Price> prices = Map.of("p/a", price, "p/b", price, "p/c", price);
        Bookkeeper books = new Bookkeeper(limits, null, ledger, PriceTables.of(prices), clock);
        Reservation reservation =
                limits.reserve(Account.ofKey("key", new Ceiling(100L, 100_000L, 1L)), RESERVED, deadline);
        UsageRecord pending =
                new UsageRecord("r", "key", clock.instant(), deadline, "alias", Map.of(), true, Held.NOTHING, null);
        ledger.open(pending);
        Opening opening = Opening.withoutBudgets(pending, CompletableFuture.completedFuture(null));
        booking = new Booking(books, new Reservations(limits, List.of(reservation)), opening, false, Markup.NONE);
        trace.booked(booking);
    }

    /** A further target, and what it does at its first turn, its second, and so on; the last one holds for all later ones. */
    void target(String model, ScriptedTurn.Script... scripted) {
        scripts.put(model, new ArrayDeque<>(Arrays.asList(scripted)));
    }

    /** Happens in each pause, which is then over where it was not called off. */
    void duringPauses(Runnable action) {
        duringPauses = action;
    }

    void pursue(Failover failover) {
        List<Target> targets = scripts.keySet().stream()
                .map(model -> new Target(PROVIDER, model, false))
                .toList();
        Question<ChatRequest> question = new Question<>(
                incoming, null, new Route(targets, failover, Optional.empty()), booking, deadline, trace);
        new Pursuits(_ -> OptionalInt.empty(), Duration.ofMinutes(1), this::pause, () -> 0.5, clock)
                .pursue(question, caller, (target, asked, lane) -> turn(target, asked, lane));
    }

    private Turn turn(Target target, Question<ChatRequest> question, Lane lane) {
        Deque<ScriptedTurn.Script> left = scripts.get(target.model());
        ScriptedTurn.Script script = left.size() > 1 ? left.removeFirst() : left.getFirst();
        Line line = new Line(target, question, clock.instant());
        ScriptedTurn turn = new ScriptedTurn(new ScriptedTurn.Part(target.model(), script, line, lane, this));
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
        return booking.settle(Outcome.COMPLETE, null, 0);
    }

    /** What the books say of each target that was asked. */
    List<String> outcomes() {
        return booking.tried(null, clock.instant()).stream()
                .map(tried -> tried.model() + " " + (tried.error() == null ? "answered" : tried.error()))
                .toList();
    }

    long overheadMillis() {
        return trace.overhead().toMillis();
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
        return turns.stream().filter(ScriptedTurn::asked).count();
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

    ScriptedCaller caller() {
        return caller;
    }

    Booking booking() {
        return booking;
    }

    Clock clock() {
        return clock;
    }
}
