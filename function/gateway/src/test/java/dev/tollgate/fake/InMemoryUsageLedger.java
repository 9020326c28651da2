package dev.tollgate.fake;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.StalePendingRecord;
import dev.tollgate.bill.StalePendingRecords;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Usage records in a map, by request id. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryUsageLedger implements UsageLedger, StalePendingRecords {
    private final Map<String, UsageRecord> records = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<UsageRecord>> settlements = new ConcurrentHashMap<>();
    private final Set<String> abandoned = ConcurrentHashMap.newKeySet();
    private final AtomicInteger toFail = new AtomicInteger();
    private final Map<String, BudgetCounter> budgets = new HashMap<>();
    private volatile boolean down;

    /** Whether the store fails from now on. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** The record of this request, once it is settled. */
    public Optional<UsageRecord> settled(String requestId) {
        return Optional.ofNullable(records.get(requestId)).filter(record -> !record.pending());
    }

    /** The record of this request, waiting until it is settled. */
    public UsageRecord awaitSettled(String requestId) {
        try {
            return settlement(requestId).get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException never) {
            throw new AssertionError("request " + requestId + " was not settled", never);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The id of the one request for this model name. Its record may appear a moment after the provider receives the request. */
    public String requestFor(String alias) {
        return Awaitility.await("a record of a request for " + alias)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> records.values().stream()
                                .filter(record -> record.alias().equals(alias))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .requestId();
    }

    /** Whether there is any record of this request. */
    public boolean knows(String requestId) {
        return records.containsKey(requestId);
    }

    @Override
    public void writePending(UsageRecord pending) {
        requireUp();
        records.putIfAbsent(pending.requestId(), pending);
    }

    @Override
    public synchronized UsageRecord reserve(UsageRecord pending, BudgetReservation budgetReservation) {
        requireUp();
        requireRoom(budgetReservation);
        budgetReservation
                .budgetPeriods()
                .forEach(budgetPeriod -> add(budgetPeriod, budgetReservation.micros(), budgetReservation.micros()));
        UsageRecord opened = withoutReserving(pending, budgetReservation);
        writePending(opened);
        return opened;
    }

    @Override
    public synchronized void requireRoom(BudgetReservation budgetReservation) {
        for (BudgetPeriod budgetPeriod : budgetReservation.budgetPeriods()) {
            BudgetCounter budgetCounter = budgetCounter(budgetPeriod);
            if (budgetPeriod.hard() && !budgetCounter.hasRoom(budgetReservation.micros())) {
                throw budgetCounter.rejection(budgetReservation.micros());
            }
        }
    }

    @Override
    public UsageRecord withoutReserving(UsageRecord pending, BudgetReservation budgetReservation) {
        return pending.holding(
                budgetReservation.budgetPeriods().stream().map(BudgetPeriod::id).toList(), budgetReservation.micros());
    }

    @Override
    public synchronized List<BudgetStatus> budgetStatus(UsageRecord opened, BudgetReservation budgetReservation) {
        return budgetReservation.budgetPeriods().stream()
                .map(budgetPeriod -> new BudgetStatus(
                        budgetPeriod, budgetCounter(budgetPeriod).committedMicros()))
                .toList();
    }

    private BudgetCounter budgetCounter(BudgetPeriod budgetPeriod) {
        BudgetCounter known = budgets.get(budgetPeriod.id());
        return known == null
                ? new BudgetCounter(budgetPeriod, 0, 0)
                : new BudgetCounter(budgetPeriod, known.committedMicros(), known.reservedMicros());
    }

    private void add(BudgetPeriod budgetPeriod, long committed, long reserved) {
        BudgetCounter now = budgetCounter(budgetPeriod);
        budgets.put(
                budgetPeriod.id(),
                new BudgetCounter(budgetPeriod, now.committedMicros() + committed, now.reservedMicros() + reserved));
    }

    /** Puts a cost in the place of what was held, unless that was given back already. */
    private void replace(UsageRecord record, long held, long cost) {
        record.requestHold().budgets().forEach(id -> add(budgets.get(id).budgetPeriod(), cost - held, -held));
    }

    @Override
    public synchronized void settle(UsageRecord settled) {
        requireUp();
        UsageRecord before = records.get(settled.requestId());
        if (before == null || before.pending()) {
            boolean holdsNothing = before == null || abandoned.contains(settled.requestId());
            long held = holdsNothing ? 0 : settled.requestHold().micros();
            replace(
                    settled,
                    held,
                    settled.settlement().cost() instanceof Cost.Priced priced ? priced.chargeMicros() : 0);
        }
        records.merge(settled.requestId(), settled, (known, latest) -> known.pending() ? latest : known);
        settlement(settled.requestId()).complete(records.get(settled.requestId()));
    }

    @Override
    public String handOver(UsageRecord pending) {
        return pending.requestId();
    }

    @Override
    public void settle(UsageRecord settled, String hold) {
        settle(settled);
    }

    @Override
    public void record(UsageRecord settled) {
        settle(settled);
    }

    @Override
    public synchronized void promptLost(UsageRecord usage) {
        requireUp();
        records.computeIfPresent(usage.requestId(), (_, known) -> {
            UsageRecord.Settlement settlement = known.settlement();
            return settlement == null ? known : known.settled(withoutPrompt(settlement));
        });
    }

    private static UsageRecord.Settlement withoutPrompt(UsageRecord.Settlement settlement) {
        return new UsageRecord.Settlement(
                settlement.outcome(),
                settlement.provider(),
                settlement.model(),
                settlement.usage(),
                settlement.estimated(),
                settlement.cost(),
                settlement.attempts(),
                settlement.firstChunkMillis(),
                settlement.totalMillis(),
                settlement.content().keptAt(null));
    }

    @Override
    public synchronized void withdraw(UsageRecord settled) {
        settle(settled);
    }

    @Override
    public void forEachBefore(Instant deadline, Predicate<StalePendingRecord> goOn) {
        requireUp();
        records.values().stream()
                .filter(record -> record.pending() && !abandoned.contains(record.requestId()))
                .filter(record -> record.deadline().isBefore(deadline))
                .sorted(Comparator.comparing(UsageRecord::deadline))
                .map(record -> new StalePendingRecord(record.keyId(), record.requestId(), record.deadline()))
                .takeWhile(goOn)
                .forEach(shown -> {});
    }

    @Override
    public synchronized boolean abandon(StalePendingRecord stalePendingRecord) {
        if (toFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw unavailable();
        }
        UsageRecord record = records.get(stalePendingRecord.sk());
        boolean closed = record.pending() && abandoned.add(stalePendingRecord.sk());
        if (closed) {
            replace(record, record.requestHold().micros(), 0);
        }
        return closed;
    }

    /** As many abandonments fail from now on. */
    public void failNext(int times) {
        toFail.set(times);
    }

    /** The ids of the requests that were abandoned. */
    public Set<String> abandoned() {
        return Set.copyOf(abandoned);
    }

    private CompletableFuture<UsageRecord> settlement(String requestId) {
        return settlements.computeIfAbsent(requestId, _ -> new CompletableFuture<>());
    }

    private void requireUp() {
        if (down) {
            throw unavailable();
        }
    }

    private static GatewayException unavailable() {
        return new GatewayException(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
    }
}
