package dev.tollgate.scanning;

import dev.tollgate.failover.SideCall;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One request for a verdict.
 *
 * @param call what sends it
 * @param reply whether the reply says that there is a violation; empty if it says anything else
 */
record ScanAttempt(PlannedScan scan, String requestId, SideCall call, Supplier<Optional<Boolean>> reply) {
    private static final Logger LOG = Logger.getLogger(ScanAttempt.class);

    /** What came of a scan. */
    enum Verdict {
        CLEAN,
        VIOLATION,
        /** There is no verdict. */
        FAILED,
        /** Nobody waits for the verdict any more. */
        CANCELLED
    }

    /** Blocks until there is a verdict, or cannot be one in time. */
    Verdict run() {
        Optional<GatewayException> failure = call.failure();
        if (failure.isPresent()) {
            ErrorKind kind = failure.get().kind();
            return kind == ErrorKind.CLIENT_GONE
                    ? Verdict.CANCELLED
                    // Its message may quote the prompt.
                    : failed(kind.word());
        }
        return reply.get()
                .map(violation -> violation ? Verdict.VIOLATION : Verdict.CLEAN)
                .orElseGet(() -> failed("its reply is no verdict"));
    }

    private Verdict failed(String why) {
        LOG.warnf(
                "request %s: the scan by %s of the policy %s failed: %s",
                requestId, scan.active().scan().engine().target(), scan.active().policy(), why);
        return Verdict.FAILED;
    }
}
