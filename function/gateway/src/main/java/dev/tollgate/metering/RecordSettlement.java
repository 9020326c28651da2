package dev.tollgate.metering;

import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import org.jboss.logging.Logger;

/** Writes what became of a call into its usage record. Failures are logged: the client has its response already. */
final class RecordSettlement {
    private static final Logger LOG = Logger.getLogger(RecordSettlement.class);

    private final UsageLedger ledger;

    RecordSettlement(UsageLedger ledger) {
        this.ledger = ledger;
    }

    /** Settles the record, once the pending one is written. */
    void settle(PendingRecord pending, Settlement settlement) {
        UsageRecord usage = pending.usageRecord();
        pending.written().exceptionally(_ -> null).join();
        try {
            ledger.settle(usage.settled(settlement));
        } catch (GatewayException failure) {
            LOG.errorf(
                    FailureText.bug(failure),
                    "request %s: the usage record was not settled: %s",
                    usage.requestId(),
                    FailureText.line(failure));
        }
    }

    /** Removes the place of a prompt that could not be kept from the settled record. */
    void promptLost(PendingRecord pending) {
        UsageRecord usage = pending.usageRecord();
        try {
            ledger.promptLost(usage);
        } catch (GatewayException failure) {
            LOG.warnf(
                    FailureText.bug(failure),
                    "request %s: its usage record names a prompt that was not kept: %s",
                    usage.requestId(),
                    FailureText.line(failure));
        }
    }
}
