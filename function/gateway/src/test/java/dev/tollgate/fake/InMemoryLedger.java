package dev.tollgate.fake;

import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Ledger;
import dev.tollgate.bill.Leftover;
import dev.tollgate.bill.Leftovers;
import dev.tollgate.bill.Purse;
import dev.tollgate.bill.Quota;
import dev.tollgate.bill.Stake;
import dev.tollgate.bill.Standing;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
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

/** Usage records in a map, by request id. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryLedger implements Ledger, Leftovers {
    private final Map<String, UsageRecord> records = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<UsageRecord>> settlements = new ConcurrentHashMap<>();
    private final Set<String> abandoned = ConcurrentHashMap.newKeySet();
    private final AtomicInteger toFail = new AtomicInteger();
    private final Map<String, Quota> budgets = new HashMap<>();
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

    /** The id of the one request for this model name; its record may come a moment after the provider was asked. */
    public String requestFor(String alias) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            Optional<UsageRecord> found = records.values().stream()
                    .filter(record -> record.alias().equals(alias))
                    .findFirst();
            if (found.isPresent()) {
                return found.get().requestId();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no record of a request for " + alias);
    }

    /** Whether there is any record of this request. */
    public boolean knows(String requestId) {
        return records.containsKey(requestId);
    }

    @Override
    public void open(UsageRecord pending) {
        requireUp();
        records.putIfAbsent(pending.requestId(), pending);
    }

    @Override
    public synchronized UsageRecord open(UsageRecord pending, Stake stake) {
        requireUp();
        requireRoom(stake);
        stake.purses().forEach(purse -> add(purse, stake.micros(), stake.micros()));
        UsageRecord opened = unopened(pending, stake);
        open(opened);
        return opened;
    }

    @Override
    public synchronized void requireRoom(Stake stake) {
        for (Purse purse : stake.purses()) {
            Quota quota = quota(purse);
            if (purse.hard() && !quota.hasRoom(stake.micros())) {
                throw quota.refusal(stake.micros());
            }
        }
    }

    @Override
    public UsageRecord unopened(UsageRecord pending, Stake stake) {
        return pending.holding(stake.purses().stream().map(Purse::id).toList(), stake.micros());
    }

    @Override
    public synchronized List<Standing> standings(UsageRecord opened, Stake stake) {
        return stake.purses().stream()
                .map(purse -> new Standing(purse, quota(purse).committedMicros()))
                .toList();
    }

    private Quota quota(Purse purse) {
        Quota known = budgets.get(purse.id());
        return known == null
                ? new Quota(purse, 0, 0)
                : new Quota(purse, known.committedMicros(), known.reservedMicros());
    }

    private void add(Purse purse, long committed, long reserved) {
        Quota now = quota(purse);
        budgets.put(purse.id(), new Quota(purse, now.committedMicros() + committed, now.reservedMicros() + reserved));
    }

    /** Puts a cost in the place of what was held, unless that was given back already. */
    private void replace(UsageRecord record, long held, long cost) {
        record.held().budgets().forEach(id -> add(budgets.get(id).purse(), cost - held, -held));
    }

    @Override
    public synchronized void settle(UsageRecord settled) {
        requireUp();
        UsageRecord before = records.get(settled.requestId());
        if (before != null && before.pending()) {
            long held =
                    abandoned.contains(settled.requestId()) ? 0 : settled.held().micros();
            replace(
                    settled,
                    held,
                    settled.settlement().cost() instanceof Cost.Priced priced ? priced.chargeMicros() : 0);
        }
        records.merge(settled.requestId(), settled, (known, latest) -> known.pending() ? latest : known);
        settlement(settled.requestId()).complete(records.get(settled.requestId()));
    }

    @Override
    public void before(Instant deadline, Predicate<Leftover> goOn) {
        requireUp();
        records.values().stream()
                .filter(record -> record.pending() && !abandoned.contains(record.requestId()))
                .filter(record -> record.deadline().isBefore(deadline))
                .sorted(Comparator.comparing(UsageRecord::deadline))
                .map(record -> new Leftover(record.keyId(), record.requestId(), record.deadline()))
                .takeWhile(goOn)
                .forEach(shown -> {});
    }

    @Override
    public synchronized boolean abandon(Leftover leftover) {
        if (toFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw unavailable();
        }
        UsageRecord record = records.get(leftover.sk());
        boolean closed = record.pending() && abandoned.add(leftover.sk());
        if (closed) {
            replace(record, record.held().micros(), 0);
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

    private static ChatFailure unavailable() {
        return new ChatFailure(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
    }
}
