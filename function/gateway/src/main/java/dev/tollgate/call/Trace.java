package dev.tollgate.call;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.bill.Outcome;
import dev.tollgate.bill.Standing;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.ModelRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is known of a call so far; becomes its log line. */
final class Trace {
    private final Incoming<?> incoming;
    private String keyId;
    private ModelRequest request;
    private Booking booking;
    private Settlement settlement;
    private ChatFailure failure;
    private boolean failedAfterBegin;
    private final Waits waits;
    /** Written by whichever thread answers. */
    private volatile Instant firstByteAt;

    Trace(Incoming<?> incoming) {
        this.incoming = incoming;
        this.waits = new Waits(incoming.receivedAt());
    }

    void caller(ApiKey key) {
        keyId = key.id();
    }

    void asked(ModelRequest modelRequest) {
        request = modelRequest;
    }

    void booked(Booking opened) {
        booking = opened;
    }

    /** How long it waits for others. */
    Waits waits() {
        return waits;
    }

    /** The answer's head goes out now. */
    void begun(Instant now) {
        firstByteAt = now;
        waits.answered(now);
    }

    /** What the gateway itself has taken until then. */
    Duration overhead() {
        return waits.overhead();
    }

    void failed(ChatFailure what, boolean committed) {
        failure = what;
        failedAfterBegin = committed;
    }

    /** Who was asked so far, in order; nobody where the call was not accepted. */
    List<Recipient.Tried> tried(Instant now) {
        return booking == null ? List.of() : booking.tried(null, now);
    }

    /** Frees what a caller that asks again at once must not find taken by its own last request. */
    void beforeLastByte() {
        if (booking != null) {
            booking.beforeLastByte();
        }
    }

    /** Settles what was booked, if anything was. */
    void settle(Clock clock) {
        if (booking == null) {
            return;
        }
        long total = Duration.between(incoming.receivedAt(), clock.instant()).toMillis();
        settlement = booking.settle(outcome(), firstChunkMillis(), total);
    }

    CallReport report(Instant now) {
        return new CallReport(
                incoming.requestId(),
                incoming.receivedAt(),
                keyId,
                request == null ? null : request.model(),
                request != null && request.streamed(),
                failure == null || failedAfterBegin ? 200 : failure.kind().status(),
                failure,
                settlement,
                overBudget(),
                firstChunkMillis(),
                Duration.between(incoming.receivedAt(), now),
                overhead());
    }

    private int overBudget() {
        return booking == null
                ? 0
                : (int) booking.standings().stream().filter(Standing::exceeded).count();
    }

    private Long firstChunkMillis() {
        boolean begun = firstByteAt != null && (failure == null || failedAfterBegin);
        return begun ? Duration.between(incoming.receivedAt(), firstByteAt).toMillis() : null;
    }

    private Outcome outcome() {
        if (failure == null) {
            return Outcome.COMPLETE;
        }
        if (failure.kind() == ErrorKind.CLIENT_GONE) {
            return Outcome.CANCELLED;
        }
        return failedAfterBegin ? Outcome.CUT : Outcome.FAILED;
    }
}
