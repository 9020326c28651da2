package dev.tollgate.call;

import dev.tollgate.health.Speed;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Dialect;
import dev.tollgate.provider.EventParser;
import dev.tollgate.provider.Exchange;
import dev.tollgate.provider.Piece;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.Unsupported;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One chat question to one target: send → head → (events | whole body) → done. Fails by throwing, with nothing to undo. */
final class Attempt implements Turn {
    static final int MAX_REPLY_BYTES = 64 * 1024 * 1024;
    private static final int MAX_ERROR_BYTES = 1024 * 1024;
    /** How long a finished answer waits for its usage and the stream's end: some providers leave the line open. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Target target;
    private final Question<ChatRequest> question;
    private final Lane lane;
    private final Attempts shared;
    private final Clock clock;
    private final Instant startedAt;
    private final Line line;
    private final Relay relay;
    private Instant lastSign;
    private Instant completeAt;

    /** What an attempt is part of. */
    record Part(Target target, Question<ChatRequest> question, Answer answer, Lane lane) {}

    Attempt(Part part, Attempts shared) {
        this.target = part.target();
        this.question = part.question();
        this.lane = part.lane();
        this.shared = shared;
        this.clock = shared.clock();
        this.startedAt = clock.instant();
        this.lastSign = startedAt;
        this.line = new Line(target, question, startedAt);
        this.relay = new Relay(part, line, clock);
    }

    @Override
    public void run() {
        ChatAdapter adapter = shared.adapter(target.provider());
        Unsupported unsupported = new Unsupported(adapter.name(), target.dropUnsupported());
        UpstreamRequest request = shared.signed(
                adapter,
                target.provider(),
                adapter.encode(shared.asked(adapter, question), target.model(), unsupported));
        relay.dropped(unsupported.fields());
        ReplyDecoder decoder = adapter.decoder(target.model());
        try (Exchange exchange = line.open(() -> shared.upstream().send(request), clock.instant())) {
            Exchange.Head head = exchange.head(patience(request.streamed()), clock);
            requireSuccess(adapter, head, exchange, clock);
            if (request.streamed() && head.eventStream()) {
                readEvents(exchange, adapter.events(), decoder);
                requireComplete(decoder);
            } else {
                Instant patienceEnds = lane.patience().wholeBy();
                decoder.whole(exchange.rest(patienceEnds, clock, MAX_REPLY_BYTES))
                        .forEach(relay::hold);
                requireComplete(decoder);
                relay.passHeld();
            }
        }
        question.booking().answered(line.asked(), relay.spent(), clock.instant());
        noteHealth();
        relay.finish();
    }

    @Override
    public void stop() {
        line.cut();
    }

    @Override
    public boolean asked() {
        return line.asked() != null;
    }

    /** A whole reply shows no first token: its pace would count as one that thinks long and then writes at once. */
    private void noteHealth() {
        if (!question.request().streamed()) {
            shared.health().answered(target.name());
            return;
        }
        Instant firstToken = relay.firstTokenAt();
        Speed speed = new Speed(
                Duration.between(startedAt, firstToken),
                relay.spent().usage().completionTokens(),
                Duration.between(firstToken, clock.instant()));
        shared.health().answered(target.name(), speed);
    }

    @Override
    public void book(ChatFailure failure) {
        if (asked()) {
            line.heard(clock.instant());
            Spent spent = failure.kind() == ErrorKind.CLIENT_GONE ? relay.abandoned() : relay.spentOnTheWay();
            question.booking().failed(line.asked(), spent, failure, clock.instant());
            shared.health().failed(target.name(), failure.kind());
        }
    }

    @Override
    public void bookSuperseded() {
        if (asked()) {
            line.heard(clock.instant());
            question.booking().superseded(line.asked(), relay.abandoned(), clock.instant());
        }
    }

    /** A whole reply has no byte before its last one. */
    private Duration patience(boolean streamed) {
        return Duration.between(
                clock.instant(), streamed ? firstTokenBy() : lane.patience().wholeBy());
    }

    /** A model may think as long as its provider shows signs of life, comments too, and its alias is patient. */
    private Instant firstTokenBy() {
        Instant silentBy = lastSign.plus(lane.patience().silence());
        return earlier(silentBy, lane.patience().firstTokenBy());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Throws what a reply with an error status means. */
    static void requireSuccess(Dialect adapter, Exchange.Head head, Exchange exchange, Clock clock) {
        if (head.status() >= 200 && head.status() < 300) {
            return;
        }
        Instant patienceEnds = clock.instant().plus(LINGER);
        ChatFailure failure = adapter.failure(head.status(), exchange.rest(patienceEnds, clock, MAX_ERROR_BYTES));
        throw head.retryAfter().map(failure::retryAfter).orElse(failure);
    }

    private void readEvents(Exchange exchange, EventParser parser, ReplyDecoder decoder) {
        while (true) {
            switch (exchange.next(wait(decoder))) {
                case Piece.Bytes(byte[] bytes) -> {
                    lastSign = clock.instant();
                    for (ReplyEvent event : parser.feed(bytes)) {
                        decoder.event(event).forEach(relay::pass);
                    }
                    if (lingeredEnough(decoder)) {
                        return;
                    }
                    requireTime();
                    requireFirstToken();
                }
                case Piece.End() -> {
                    return;
                }
                case Piece.Silence() -> {
                    if (decoder.complete()) {
                        return;
                    }
                    requireTime();
                    requireFirstToken();
                }
                case Piece.Broken(Throwable cause) -> {
                    if (decoder.complete()) {
                        // The answer is there; a proxy on the way just did not close it properly.
                        return;
                    }
                    throw new ChatFailure(ErrorKind.UPSTREAM_FAILED, "The connection to the provider broke.", cause);
                }
            }
            relay.heartbeat(shared.heartbeat());
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
        Instant next = relay.begun() ? relay.lastSent().plus(shared.heartbeat()) : firstTokenBy();
        Instant until = earlier(next, question.deadline());
        Duration wait = Duration.between(clock.instant(), until);
        return wait.isPositive() ? wait : Duration.ZERO;
    }

    private void requireTime() {
        if (!clock.instant().isBefore(question.deadline())) {
            throw new ChatFailure(ErrorKind.UPSTREAM_TIMEOUT, "The answer took longer than a request may take.");
        }
    }

    private void requireFirstToken() {
        if (!relay.begun() && !clock.instant().isBefore(firstTokenBy())) {
            throw new ChatFailure(ErrorKind.UPSTREAM_TIMEOUT, "The provider did not begin its answer in time.");
        }
    }

    private static void requireComplete(ReplyDecoder decoder) {
        if (!decoder.complete()) {
            throw new ChatFailure(ErrorKind.UPSTREAM_FAILED, "The provider's answer ended before it was complete.");
        }
    }
}
