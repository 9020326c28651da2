package dev.tollgate.call;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.bill.CacheStatus;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.ContentUse;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one call so far. It becomes the call's log line and metrics. */
public final class CallMetrics {
    private final String requestId;
    private final Instant receivedAt;
    private final @Nullable CallOrigin origin;
    private final UpstreamWaits waits;
    private @Nullable ApiKey key;
    private @Nullable ModelRequest request;
    private @Nullable String alias;
    private Optional<String> tierDecision = Optional.empty();
    private boolean routed;
    private @Nullable Settlement settlement;
    private List<AttemptReport> attempts = List.of();
    private ContentUse content = ContentUse.NONE;
    private int budgetsExceeded;
    private boolean promptLost;
    private boolean responseLost;
    private int scansCut;
    private int cacheFailures;
    private @Nullable GatewayException failure;
    private boolean failedAfterStart;
    private boolean completed;
    /** Written by whichever thread responds. */
    private volatile @Nullable Instant firstByteAt;

    /** The metrics of a call that nobody traces. */
    public CallMetrics(String requestId, Instant receivedAt) {
        this(requestId, receivedAt, null);
    }

    /**
     * The metrics of a call that has just arrived.
     *
     * @param origin null if nobody traces the call
     */
    public CallMetrics(String requestId, Instant receivedAt, @Nullable CallOrigin origin) {
        this.requestId = requestId;
        this.receivedAt = receivedAt;
        this.origin = origin;
        this.waits = new UpstreamWaits(receivedAt);
    }

    /** The trace that the call is part of; null if there is none. */
    public @Nullable CallTrace trace() {
        return origin == null ? null : origin.trace();
    }

    /** The client's key is known. */
    public void authenticated(ApiKey caller) {
        key = caller;
    }

    /** The request is read. */
    public void parsed(ModelRequest modelRequest) {
        request = modelRequest;
        alias = modelRequest.model();
    }

    /** The router has resolved the name of the usage record: the requested one, without a suffix. */
    public void routed(String name) {
        alias = name;
        routed = true;
    }

    /** Why the call goes to its tier; empty if its alias has none. */
    public synchronized void tierDecided(Optional<String> why) {
        tierDecision = why;
        content = content.inTier(why.orElse(null));
    }

    /** Why the call goes to its tier; empty if its alias has none. */
    public synchronized Optional<String> tierDecision() {
        return tierDecision;
    }

    /** The response cache acted. */
    public synchronized void cached(CacheStatus status, @Nullable Long savedMicros) {
        content = content.with(status, savedMicros);
    }

    /** The response cache did not respond. */
    public synchronized void cacheFailed() {
        cacheFailures++;
    }

    private synchronized int cacheFailures() {
        return cacheFailures;
    }

    /** Content policies acted, so often each. */
    public synchronized void policiesActed(Map<String, Long> times) {
        content = content.acted(times);
    }

    /** Scans have read only a part of a content, because it is too long. */
    public synchronized void scanCut() {
        scansCut++;
    }

    private synchronized int scansCut() {
        return scansCut;
    }

    /** The prompt is going to be kept at this place; null if it is not. */
    public synchronized void promptKeptAt(@Nullable String place) {
        content = content.keptAt(place);
    }

    /** What the tiers, the response cache and the content policies did. */
    public synchronized ContentUse content() {
        return content;
    }

    /** How long the call waits for others. */
    public UpstreamWaits waits() {
        return waits;
    }

    /** The head of the response goes out now. Returns the gateway's own share of the time until now. */
    public Duration responseStarted(Instant now) {
        firstByteAt = now;
        return waits.responseStarted(now);
    }

    /** The gateway's own share of the time until the response started; null if no target was sent a request. */
    public @Nullable Duration overhead() {
        return waits.overhead();
    }

    /** The prompt was to be kept, and could not be. */
    public void promptLost() {
        promptLost = true;
    }

    /** The response was to be stored, and could not be. */
    public void responseLost() {
        responseLost = true;
    }

    /** The client has been sent the whole response. */
    public void completed() {
        completed = true;
    }

    /**
     * The call failed.
     *
     * @param afterStart whether the client has seen a part of the response
     */
    public void failed(GatewayException exception, boolean afterStart) {
        failure = exception;
        failedAfterStart = afterStart;
    }

    /**
     * The usage record is settled.
     *
     * @param exceeded how many soft budgets the call found exceeded
     */
    public void settled(Settlement usage, int exceeded) {
        settlement = usage;
        budgetsExceeded = exceeded;
    }

    /** What a trace shows of its attempts, in the order in which they started. */
    public void attempted(List<AttemptReport> reports) {
        attempts = reports;
    }

    /** How an accepted call ended. It is complete only if it says so: an error may keep it from saying anything. */
    public CallOutcome outcome() {
        if (failure == null) {
            return completed ? CallOutcome.COMPLETE : CallOutcome.FAILED;
        }
        if (failure.kind() == ErrorKind.CLIENT_GONE) {
            return CallOutcome.CANCELLED;
        }
        return failedAfterStart ? CallOutcome.CUT : CallOutcome.FAILED;
    }

    /** Milliseconds until the first chunk; null if there was none. */
    public @Nullable Long firstChunkMillis() {
        Instant started = firstByteAt;
        return started == null || (failure != null && !failedAfterStart)
                ? null
                : Duration.between(receivedAt, started).toMillis();
    }

    /** Milliseconds since the request arrived. */
    public long totalMillis(Instant now) {
        return Duration.between(receivedAt, now).toMillis();
    }

    /** Everything there is to log. */
    public CallReport report(Instant now) {
        return new CallReport(
                requestId,
                receivedAt,
                key == null ? null : key.id(),
                key == null ? null : key.team().orElse(null),
                alias,
                routed,
                request != null && request.streamed(),
                failure == null || failedAfterStart ? 200 : failure.kind().status(),
                failure,
                settlement,
                budgetsExceeded,
                cacheFailures(),
                promptLost,
                responseLost,
                scansCut(),
                firstChunkMillis(),
                Duration.between(receivedAt, now),
                overhead(),
                traced());
    }

    private @Nullable TracedCall traced() {
        CallTrace trace = trace();
        return origin == null || trace == null
                ? null
                : new TracedCall(
                        origin, trace, request == null ? null : TracedCall.operation(request), tierDecision, attempts);
    }
}
