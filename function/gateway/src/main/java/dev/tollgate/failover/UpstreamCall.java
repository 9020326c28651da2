package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.metering.AttemptRecord;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.route.Target;
import java.time.Instant;
import java.util.function.Supplier;

/** A turn's line to its provider. It can be cut from any thread: then what is under way ends, and nothing new is sent. */
final class UpstreamCall {
    private final Target target;
    private final CallContext<?> callContext;
    private final Instant startedAt;
    private AttemptRecord attemptRecord;
    private UpstreamExchange upstreamExchange;
    private boolean cancel;
    private boolean waiting;

    UpstreamCall(Target target, CallContext<?> callContext, Instant startedAt) {
        this.target = target;
        this.callContext = callContext;
        this.startedAt = startedAt;
    }

    /** Sends, and enters in the books that the target was asked. */
    synchronized UpstreamExchange open(Supplier<UpstreamExchange> send, Instant now) {
        if (cancel) {
            throw superseded();
        }
        if (attemptRecord == null) {
            attemptRecord = callContext.usageMeter().attemptRecord(target, startedAt);
        }
        callContext.callMetrics().waits().begin(now);
        waiting = true;
        upstreamExchange = send.get();
        return upstreamExchange;
    }

    /** The provider has begun to answer, or failed to. */
    synchronized void responded(Instant now) {
        if (waiting) {
            waiting = false;
            callContext.callMetrics().waits().end(now);
        }
    }

    synchronized void cancel() {
        cancel = true;
        if (upstreamExchange != null) {
            upstreamExchange.cancel();
        }
    }

    /** The entry in the books; null where nothing was sent. */
    synchronized AttemptRecord attemptRecord() {
        return attemptRecord;
    }

    /** How a turn ends that may not go on. */
    static GatewayException superseded() {
        return new GatewayException(ErrorKind.CLIENT_GONE, "Nobody waits for this target any more.");
    }
}
