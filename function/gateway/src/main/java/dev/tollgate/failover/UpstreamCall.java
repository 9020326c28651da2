package dev.tollgate.failover;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.call.AttemptSpan;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.health.ResponseLatency;
import dev.tollgate.health.TargetHealth;
import dev.tollgate.metering.AttemptRecord;
import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.metering.MeteredCall;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.FatalErrors;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.SecretMask;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one attempt to its provider: {@code (send → head → body)* → (succeeded | failed | superseded)}. It reports to
 * the call's meter, its waits, and the target's health.
 *
 * <p>It can be cancelled from any thread: then the running exchange ends, and nothing more is sent.
 */
public final class UpstreamCall {
    private static final int MAX_ERROR_BYTES = 1024 * 1024;
    private static final Duration ERROR_BODY_TIMEOUT = Duration.ofSeconds(2);

    private final Target target;
    private final CallContext<?> context;
    private final UsageMeter meter;
    private final AttemptPurpose purpose;
    private final ProviderClient client;
    private final TargetHealth health;
    private final FatalErrors fatalErrors;
    private final Clock clock;
    private final Instant startedAt;
    private final MemoryLease memory;
    private final @Nullable AttemptSpan span;
    private @Nullable AttemptRecord record;
    private @Nullable UpstreamExchange exchange;
    private boolean cancelled;
    private boolean waiting;
    private volatile boolean refused;
    private volatile SecretMask mask = SecretMask.NONE;

    /** What every upstream call works with. */
    record Services(ProviderClient client, TargetHealth health, FatalErrors fatalErrors, Clock clock) {}

    UpstreamCall(Target target, MeteredCall<?> call, AttemptPurpose purpose, Services services) {
        this.target = target;
        this.context = call.context();
        this.meter = call.meter();
        this.purpose = purpose;
        this.client = services.client();
        this.health = services.health();
        this.fatalErrors = services.fatalErrors();
        this.clock = services.clock();
        this.startedAt = clock.instant();
        this.memory = context.memory().part();
        this.span = AttemptSpan.in(context.metrics().trace());
    }

    /** The target that gets the requests. */
    public Target target() {
        return target;
    }

    /** What the attempt keeps of the reply in memory, until it ends. */
    MemoryLease memory() {
        return memory;
    }

    /** When the attempt started. */
    public Instant startedAt() {
        return startedAt;
    }

    /** The time it is. */
    public Instant now() {
        return clock.instant();
    }

    /** The request with the limit of completion tokens that the caller's budget sets, if it sets one. */
    ChatRequest limited(ChatRequest request) {
        OptionalInt limit = meter.completionLimit(target);
        return limit.isPresent() ? request.withCompletionLimit(limit.getAsInt()) : request;
    }

    /**
     * Signs a request and sends it.
     *
     * @throws GatewayException {@code CLIENT_GONE} if the call was cancelled
     */
    public UpstreamExchange send(ProviderApi api, UpstreamRequest request) {
        AuthorizedRequest authorized = client.authorized(
                        api, target.provider(), headers().in(request, api), this::register)
                .in(span);
        mask = authorized.mask();
        return open(() -> client.send(authorized));
    }

    /** The same failure without the secrets of the request, which the provider may quote in any form. */
    GatewayException redacted(GatewayException failure) {
        return mask.redact(failure);
    }

    /** What of the client's headers the provider does not get. */
    List<String> droppedHeaders(ProviderApi api, UpstreamRequest request) {
        return headers().dropped(request, api);
    }

    /** They belong to the client's request. What the gateway itself sends does not get them. */
    private ClientHeaders headers() {
        return purpose == AttemptPurpose.RESPOND ? new ClientHeaders(context.forwardedHeaders()) : ClientHeaders.NONE;
    }

    /** Registers the attempt before anything leaves, be it for a token only, so that none is ever without a record. */
    private synchronized void register() {
        if (cancelled) {
            throw stopped();
        }
        if (record == null) {
            record = meter.attemptStarted(target, purpose, startedAt, span);
        }
    }

    /** Sends something, after the attempt has been registered. */
    synchronized UpstreamExchange open(Supplier<UpstreamExchange> sending) {
        register();
        context.metrics().waits().begin(clock.instant());
        waiting = true;
        exchange = sending.get();
        return exchange;
    }

    /**
     * Waits for the head of a successful reply.
     *
     * @throws GatewayException what an error status means
     */
    public UpstreamExchange.ReplyHead head(UpstreamExchange sent, ProviderApi api, Instant by) {
        UpstreamExchange.ReplyHead head = sent.head(Duration.between(clock.instant(), by), clock);
        refused = !head.isSuccess();
        requireSuccess(head, sent, api, clock);
        return head;
    }

    static void requireSuccess(UpstreamExchange.ReplyHead head, UpstreamExchange sent, ProviderApi api, Clock clock) {
        if (head.isSuccess()) {
            return;
        }
        byte[] body = sent.readable()
                ? sent.rest(clock.instant().plus(ERROR_BODY_TIMEOUT), clock, MAX_ERROR_BYTES)
                : new byte[0];
        GatewayException failure = api.failure(head.status(), head.errorType(), body);
        throw head.retryAfter().map(failure::retryAfter).orElse(failure);
    }

    /** Whether the provider has replied with an error status. */
    public boolean refused() {
        return refused;
    }

    /**
     * The rest of a reply.
     *
     * @param silence the longest silence in it
     */
    byte[] body(UpstreamExchange sent, Instant by, Duration silence) {
        return sent.rest(by, silence, clock, bytes -> memory.hold(JsonFootprint.ofText(bytes)));
    }

    /** The rest of a reply that may not be longer than this. */
    public byte[] body(UpstreamExchange sent, Instant by, int maxBytes) {
        return sent.rest(by, clock, maxBytes);
    }

    /** The provider has started to respond, or has failed: the call no longer waits for it. */
    public synchronized void responded() {
        if (waiting) {
            waiting = false;
            context.metrics().waits().end(clock.instant());
        }
    }

    /**
     * Starts the response to the client, now that this attempt has won: nothing is shown that no usage record covers.
     *
     * @param dropped fields of the request that the target was not sent
     */
    ResponseSink.ResponseHead startResponse(List<String> dropped) {
        responded();
        meter.awaitPendingRecord();
        Instant now = now();
        if (span != null) {
            span.responded(now);
        }
        Duration overhead = context.metrics().responseStarted(now);
        return meter.head(sentRecord(), dropped, overhead);
    }

    /** The model's answer is complete. */
    void answered(ChatCompletion completion) {
        if (span != null) {
            span.answered(completion);
        }
    }

    /** What the client is charged for the call so far; empty if that is not known. */
    OptionalLong chargeMicros() {
        return meter.chargeMicros();
    }

    /**
     * Records a complete reply. A reply in one piece says nothing of the target's pace, and one to the gateway itself nothing of the
     * target's health: that call gets little time.
     */
    public void succeeded(AttemptUsage usage) {
        responded();
        meter.succeeded(sentRecord(), usage);
        if (purpose == AttemptPurpose.RESPOND) {
            health.succeeded(target.name());
        }
    }

    /** Records a complete streamed reply. */
    void succeeded(AttemptUsage usage, ResponseLatency latency) {
        meter.succeeded(sentRecord(), usage);
        health.succeeded(target.name(), latency);
    }

    /** Records a count that came after the end of a complete reply, in place of the estimate. */
    void recounted(AttemptUsage usage) {
        meter.recounted(sentRecord(), usage);
    }

    /** Records a failure, if anything was sent. */
    public void failed(Supplier<AttemptUsage> usage, GatewayException failure) {
        fatalErrors.note(failure);
        if (sent()) {
            responded();
            meter.failed(sentRecord(), usage.get(), failure);
            if (purpose == AttemptPurpose.RESPOND) {
                health.failed(target.name(), failure.kind());
            }
        }
    }

    /** Records that another attempt responds in its place, if anything was sent. */
    void superseded(Supplier<AttemptUsage> usage) {
        if (sent()) {
            responded();
            meter.superseded(sentRecord(), usage.get());
        }
    }

    /** Stops it, from any thread: the thread that waits for it gets {@code CLIENT_GONE}. */
    public synchronized void cancel() {
        cancelled = true;
        if (exchange != null) {
            exchange.cancel();
        }
    }

    /** Whether anything was sent: a target without its secret gets nothing, for example. */
    synchronized boolean sent() {
        return record != null;
    }

    /** The attempt's record; there is one as soon as something was sent. */
    synchronized AttemptRecord sentRecord() {
        if (record == null) {
            throw new IllegalStateException("nothing was sent to " + target.name());
        }
        return record;
    }

    /** How an attempt ends that may not go on. */
    static GatewayException stopped() {
        return new GatewayException(ErrorKind.CLIENT_GONE, "Nobody waits for this target any more.");
    }
}
