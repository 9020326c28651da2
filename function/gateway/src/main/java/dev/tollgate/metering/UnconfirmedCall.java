package dev.tollgate.metering;

import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.openai.GatewayException;
import org.jboss.logging.Logger;

/**
 * What the store may have reserved for a call although it did not answer in time. The call was refused for that, or is served all the
 * same.
 */
interface UnconfirmedCall {
    Logger LOG = Logger.getLogger(UnconfirmedCall.class);

    /**
     * Releases it, after the client has its response. A store that still does not answer is no failure of its own: what it holds
     * is released after the call's deadline, as if the gateway had died.
     *
     * @param settlement the result of the call
     */
    void withdraw(Settlement settlement);

    /** A pending record that may hold money. */
    static UnconfirmedCall record(UsageLedger ledger, UsageRecord pending) {
        return settlement -> attempt(pending.requestId(), () -> ledger.withdraw(pending.settled(settlement)));
    }

    /** A concurrent slot that may be taken. */
    static UnconfirmedCall slot(RateLimiter rateLimiter, String requestId, RateLimitKey key, long number) {
        return _ -> attempt(requestId, () -> rateLimiter.withdraw(key, number));
    }

    private static void attempt(String requestId, Runnable withdrawal) {
        try {
            withdrawal.run();
        } catch (GatewayException failure) {
            LOG.infof(
                    "request %s: what it may have reserved is released after its deadline, because the store does not answer",
                    requestId);
        }
    }
}
