package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.Exchange;
import dev.tollgate.route.Target;
import java.time.Instant;
import java.util.function.Supplier;

/** A turn's line to its provider. It can be cut from any thread: then what is under way ends, and nothing new is sent. */
final class Line {
    private final Target target;
    private final Question<?> question;
    private final Instant startedAt;
    private Asked asked;
    private Exchange exchange;
    private boolean cut;
    private boolean waiting;

    Line(Target target, Question<?> question, Instant startedAt) {
        this.target = target;
        this.question = question;
        this.startedAt = startedAt;
    }

    /** Sends, and enters in the books that the target was asked. */
    synchronized Exchange open(Supplier<Exchange> send, Instant now) {
        if (cut) {
            throw superseded();
        }
        if (asked == null) {
            asked = question.booking().asked(target, startedAt);
        }
        question.trace().waits().begin(now);
        waiting = true;
        exchange = send.get();
        return exchange;
    }

    /** The provider has begun to answer, or failed to. */
    synchronized void heard(Instant now) {
        if (waiting) {
            waiting = false;
            question.trace().waits().end(now);
        }
    }

    synchronized void cut() {
        cut = true;
        if (exchange != null) {
            exchange.cancel();
        }
    }

    /** The entry in the books; null where nothing was sent. */
    synchronized Asked asked() {
        return asked;
    }

    /** How a turn ends that may not go on. */
    static ChatFailure superseded() {
        return new ChatFailure(ErrorKind.CLIENT_GONE, "Nobody waits for this target any more.");
    }
}
