package dev.tollgate.store;

import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The ledger of one process (ADR 52): calls in flight are in a journal, each settled call has one usage record, and budgets
 * hold the maximum of the one and the cost of the other.
 */
@ApplicationScoped
public class DynamoUsageLedger implements UsageLedger {
    private static final Logger LOG = Logger.getLogger(DynamoUsageLedger.class);

    /** Each message is one item as a line of JSON, which {@code tollgate replay} writes to the usage table. */
    private static final Logger UNWRITTEN = Logger.getLogger("tollgate.usage.unwritten");

    private final Clock clock;
    private final CallJournal journal;
    private final BudgetLedger budgets;
    private final SettlementWriter settlements;
    private final Map<String, OpenCall> openCalls = new ConcurrentHashMap<>();

    @Inject
    DynamoUsageLedger(DynamoDbClient client, GatewayConfig config, Clock clock) {
        this(new TransactionWriter(client), config, clock);
    }

    DynamoUsageLedger(TransactionWriter writer, GatewayConfig config, Clock clock) {
        this(writer, new UsageWriteGroups(writer), config, clock);
    }

    DynamoUsageLedger(TransactionWriter writer, UsageWriteGroups writes, GatewayConfig config, Clock clock) {
        UsageWrites usage = new UsageWrites(config.tables().usage());
        BudgetCounters counters = new BudgetCounters(writer, config.tables().counters());
        this.clock = clock;
        this.journal = new CallJournal(writes, config.tables().usage(), clock);
        this.budgets = new BudgetLedger(writer, counters, journal, clock);
        this.settlements = new SettlementWriter(writer, writes, usage, counters.table());
    }

    @Override
    public void writePending(UsageRecord usage) {
        OpenCall call = OpenCall.unconfirmed(journal.take(), usage.requestHold());
        openCalls.put(usage.requestId(), call);
        journal.write(call.place(), usage);
        openCalls.put(usage.requestId(), call.confirmed(List.of()));
    }

    @Override
    public UsageRecord reserve(UsageRecord pending, BudgetReservation reservation) {
        String requestId = pending.requestId();
        try {
            OpenCall call = budgets.reserve(pending, reservation, opened -> openCalls.put(requestId, opened));
            openCalls.put(requestId, call);
            return pending.holding(
                    call.requestHold().budgets(), call.requestHold().micros());
        } catch (GatewayException failure) {
            if (failure.kind() == ErrorKind.INSUFFICIENT_QUOTA) {
                openCalls.remove(requestId);
            }
            throw failure;
        }
    }

    @Override
    public void requireRoom(BudgetReservation reservation) {
        budgets.requireRoom(reservation);
    }

    @Override
    public UsageRecord withoutReserving(UsageRecord pending, BudgetReservation reservation) {
        return BudgetLedger.withoutReserving(pending, reservation);
    }

    @Override
    public List<BudgetStatus> budgetStatus(UsageRecord reserved, BudgetReservation reservation) {
        OpenCall call = openCalls.get(reserved.requestId());
        return call == null ? List.of() : budgets.status(call, reservation);
    }

    @Override
    public void settle(UsageRecord usage) {
        SettledRow row = SettledRow.of(usage, clock.instant());
        OpenCall call = openCalls.remove(usage.requestId());
        orLog(row, usage, () -> {
            boolean forHold = write(row, call);
            orSweep(usage, () -> close(call, forHold, row.chargeMicros()));
        });
    }

    private boolean write(SettledRow row, @Nullable OpenCall call) {
        if (call != null && call.confirmed()) {
            return settlements.writeOfOpenCall(row);
        }
        settlements.writeLate(row);
        return false;
    }

    /** A record that cannot be written goes to the log, because the client already has its response. */
    private static void orLog(SettledRow row, UsageRecord usage, Runnable writing) {
        try {
            writing.run();
        } catch (GatewayException failure) {
            UNWRITTEN.error(row.line());
            LOG.errorf(
                    FailureText.bug(failure),
                    "The usage record of %s is in the log only: %s",
                    usage.requestId(),
                    FailureText.line(failure));
        }
    }

    private static void orSweep(UsageRecord usage, Runnable release) {
        try {
            release.run();
        } catch (GatewayException failure) {
            LOG.infof("What %s holds is released by a sweep: %s", usage.requestId(), FailureText.line(failure));
        }
    }

    /** The place in the journal is never used again, and its entry is removed by a sweep, after the deadline. */
    @Override
    public String handOver(UsageRecord pending) {
        OpenCall call = Objects.requireNonNull(openCalls.remove(pending.requestId()), "it is not accepted");
        return call.place().hold().text();
    }

    @Override
    public void settle(UsageRecord usage, String hold) {
        SettledRow row = SettledRow.of(usage, clock.instant());
        orLog(row, usage, () -> {
            settlements.writeLate(row);
            orSweep(usage, () -> budgets.withdraw(usage.requestHold(), BudgetHold.read(hold)));
        });
    }

    @Override
    public void record(UsageRecord usage) {
        settlements.writeRepeated(SettledRow.of(usage, clock.instant()));
    }

    @Override
    public void promptLost(UsageRecord usage) {
        settlements.removePromptLog(UsageKey.of(usage));
    }

    @Override
    public void withdraw(UsageRecord usage) {
        // First, because nobody withdraws a call twice: while the store is down, each refused call would stay in
        // memory.
        OpenCall call = openCalls.remove(usage.requestId());
        settlements.writeLate(SettledRow.of(usage, clock.instant()));
        close(call, false, 0);
    }

    /**
     * Releases what a call holds, and then its place in the journal: a sweep finds a call that is not closed.
     *
     * @param call null if this process has not tried to accept it
     * @param forHold whether the charge takes the place of what is held
     */
    private void close(@Nullable OpenCall call, boolean forHold, long chargeMicros) {
        if (call == null) {
            return;
        }
        if (forHold) {
            budgets.settle(call, chargeMicros);
        } else {
            budgets.withdraw(call);
        }
        journal.release(call.place());
    }
}
