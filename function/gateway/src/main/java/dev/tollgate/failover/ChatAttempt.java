package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.health.ResponseLatency;
import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.BodyPart;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.EventParser;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One chat question to one target: send → head → (events | whole body) → done. Fails by throwing, with nothing to undo. */
final class ChatAttempt implements Attempt {
    static final int MAX_REPLY_BYTES = 64 * 1024 * 1024;
    private static final int MAX_ERROR_BYTES = 1024 * 1024;
    /** How long a finished answer waits for its usage and the stream's end: some providers leave the line open. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Target target;
    private final CallContext<ChatRequest> callContext;
    private final AttemptControl attemptControl;
    private final ModelAttempts shared;
    private final Clock clock;
    private final Instant startedAt;
    private final UpstreamCall upstreamCall;
    private final StreamForwarder streamForwarder;
    private Instant lastSign;
    private Instant completeAt;

    /** What an attempt is part of. */
    record Part(
            Target target,
            CallContext<ChatRequest> callContext,
            ChatResponseSink answer,
            AttemptControl attemptControl) {}

    ChatAttempt(Part part, ModelAttempts shared) {
        this.target = part.target();
        this.callContext = part.callContext();
        this.attemptControl = part.attemptControl();
        this.shared = shared;
        this.clock = shared.clock();
        this.startedAt = clock.instant();
        this.lastSign = startedAt;
        this.upstreamCall = new UpstreamCall(target, callContext, startedAt);
        this.streamForwarder = new StreamForwarder(part, upstreamCall, clock);
    }

    @Override
    public void run() {
        ChatAdapter adapter = shared.adapter(target.provider());
        UnsupportedFields unsupportedFields = new UnsupportedFields(adapter.name(), target.dropUnsupported());
        UpstreamRequest request = shared.signed(
                adapter,
                target.provider(),
                adapter.encode(shared.asked(adapter, callContext), target.model(), unsupportedFields));
        streamForwarder.dropped(unsupportedFields.fields());
        ReplyDecoder decoder = adapter.decoder(target.model());
        try (UpstreamExchange upstreamExchange =
                upstreamCall.open(() -> shared.upstream().send(request), clock.instant())) {
            UpstreamExchange.Head head = upstreamExchange.head(patience(request.streamed()), clock);
            requireSuccess(adapter, head, upstreamExchange, clock);
            if (request.streamed() && head.eventStream()) {
                readEvents(upstreamExchange, adapter.events(), decoder);
                requireComplete(decoder);
            } else {
                Instant patienceEnds = attemptControl.timeouts().wholeBy();
                decoder.whole(upstreamExchange.rest(patienceEnds, clock, MAX_REPLY_BYTES))
                        .forEach(streamForwarder::hold);
                requireComplete(decoder);
                streamForwarder.passHeld();
            }
        }
        callContext.usageMeter().answered(upstreamCall.attemptRecord(), streamForwarder.usage(), clock.instant());
        noteHealth();
        streamForwarder.finish();
    }

    @Override
    public void stop() {
        upstreamCall.cancel();
    }

    @Override
    public boolean asked() {
        return upstreamCall.attemptRecord() != null;
    }

    /** A whole reply shows no first token: its pace would count as one that thinks long and then writes at once. */
    private void noteHealth() {
        if (!callContext.request().streamed()) {
            shared.health().answered(target.name());
            return;
        }
        Instant firstToken = streamForwarder.firstTokenAt();
        ResponseLatency speed = new ResponseLatency(
                Duration.between(startedAt, firstToken),
                streamForwarder.usage().usage().completionTokens(),
                Duration.between(firstToken, clock.instant()));
        shared.health().answered(target.name(), speed);
    }

    @Override
    public void recordFailure(GatewayException failure) {
        if (asked()) {
            upstreamCall.responded(clock.instant());
            AttemptUsage attemptUsage = failure.kind() == ErrorKind.CLIENT_GONE
                    ? streamForwarder.usageWhenAbandoned()
                    : streamForwarder.usageWhenCut();
            callContext.usageMeter().failed(upstreamCall.attemptRecord(), attemptUsage, failure, clock.instant());
            shared.health().failed(target.name(), failure.kind());
        }
    }

    @Override
    public void recordSuperseded() {
        if (asked()) {
            upstreamCall.responded(clock.instant());
            callContext
                    .usageMeter()
                    .superseded(upstreamCall.attemptRecord(), streamForwarder.usageWhenAbandoned(), clock.instant());
        }
    }

    /** A whole reply has no byte before its last one. */
    private Duration patience(boolean streamed) {
        return Duration.between(
                clock.instant(),
                streamed ? firstTokenBy() : attemptControl.timeouts().wholeBy());
    }

    /** A model may think as long as its provider shows signs of life, comments too, and its alias is patient. */
    private Instant firstTokenBy() {
        Instant silentBy = lastSign.plus(attemptControl.timeouts().silence());
        return earlier(silentBy, attemptControl.timeouts().firstTokenBy());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Throws what a reply with an error status means. */
    static void requireSuccess(
            ProviderApi adapter, UpstreamExchange.Head head, UpstreamExchange upstreamExchange, Clock clock) {
        if (head.status() >= 200 && head.status() < 300) {
            return;
        }
        Instant patienceEnds = clock.instant().plus(LINGER);
        GatewayException failure =
                adapter.failure(head.status(), upstreamExchange.rest(patienceEnds, clock, MAX_ERROR_BYTES));
        throw head.retryAfter().map(failure::retryAfter).orElse(failure);
    }

    private void readEvents(UpstreamExchange upstreamExchange, EventParser parser, ReplyDecoder decoder) {
        while (true) {
            switch (upstreamExchange.next(wait(decoder))) {
                case BodyPart.Bytes(byte[] bytes) -> {
                    lastSign = clock.instant();
                    for (ReplyEvent event : parser.feed(bytes)) {
                        decoder.event(event).forEach(streamForwarder::pass);
                    }
                    if (lingeredEnough(decoder)) {
                        return;
                    }
                    requireTime();
                    requireFirstToken();
                }
                case BodyPart.End() -> {
                    return;
                }
                case BodyPart.Silence() -> {
                    if (decoder.complete()) {
                        return;
                    }
                    requireTime();
                    requireFirstToken();
                }
                case BodyPart.Broken(Throwable cause) -> {
                    if (decoder.complete()) {
                        // The answer is there; a proxy on the way just did not close it properly.
                        return;
                    }
                    throw new GatewayException(
                            ErrorKind.UPSTREAM_FAILED, "The connection to the provider broke.", cause);
                }
            }
            streamForwarder.heartbeat(shared.heartbeat());
        }
    }

    /** A provider may go on with comments after a complete answer; nobody waits for them. */
    private boolean lingeredEnough(ReplyDecoder decoder) {
        if (decoder.complete() && completeAt == null) {
            completeAt = lastSign;
        }
        return completeAt != null && lastSign.isAfter(completeAt.plus(LINGER));
    }

    private Duration wait(ReplyDecoder decoder) {
        if (decoder.complete()) {
            return LINGER;
        }
        Instant next = streamForwarder.started() ? streamForwarder.lastSent().plus(shared.heartbeat()) : firstTokenBy();
        Instant until = earlier(next, callContext.deadline());
        Duration wait = Duration.between(clock.instant(), until);
        return wait.isPositive() ? wait : Duration.ZERO;
    }

    private void requireTime() {
        if (!clock.instant().isBefore(callContext.deadline())) {
            throw new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The answer took longer than a request may take.");
        }
    }

    private void requireFirstToken() {
        if (!streamForwarder.started() && !clock.instant().isBefore(firstTokenBy())) {
            throw new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The provider did not begin its answer in time.");
        }
    }

    private static void requireComplete(ReplyDecoder decoder) {
        if (!decoder.complete()) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, "The provider's answer ended before it was complete.");
        }
    }
}
