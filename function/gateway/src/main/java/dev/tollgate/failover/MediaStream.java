package dev.tollgate.failover;

import dev.tollgate.call.MediaResponseSink;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import dev.tollgate.provider.BodyPart;
import dev.tollgate.provider.UpstreamExchange;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Forwards the bytes of a reply as they come: events, which a tap reads on the way, or sound. The first event is held back until it
 * turns out to be no error: the next target can still take over.
 */
final class MediaStream {
    private final UpstreamExchange exchange;
    private final ReplyTimer timer;
    private final MemoryLease memory;
    private final @Nullable MediaTap tap;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private @Nullable Instant lastSent;
    private boolean betweenEvents;
    private long unread;

    /**
     * A reply whose head has come.
     *
     * @param memory takes what is held of it
     * @param tap reads the events; null for sound
     */
    MediaStream(UpstreamExchange exchange, ReplyTimer timer, MemoryLease memory, @Nullable MediaTap tap) {
        this.exchange = exchange;
        this.timer = timer;
        this.memory = memory;
        this.tap = tap;
    }

    /**
     * Returns when the client has all of it.
     *
     * @param begin runs before the first byte goes out
     * @throws GatewayException if the reply is cut, or reports an error
     */
    void forwardTo(MediaResponseSink sink, Runnable begin) {
        boolean more = true;
        while (more) {
            more = switch (exchange.next(timer.wait(isComplete(), lastSent))) {
                case BodyPart.Bytes(byte[] bytes) -> {
                    forward(bytes, sink, begin);
                    yield !timer.lingeredEnough(isComplete());
                }
                case BodyPart.TimedOut() -> awaitsMore(sink);
                case BodyPart.End() -> {
                    end(sink, begin);
                    yield false;
                }
                case BodyPart.Broken broken -> {
                    if (!isComplete()) {
                        throw broken.failure();
                    }
                    yield false;
                }
            };
        }
    }

    private boolean isComplete() {
        return tap != null && tap.complete();
    }

    private void forward(byte[] bytes, MediaResponseSink sink, Runnable begin) {
        boolean progress = read(bytes);
        held.writeBytes(bytes);
        if (tap == null || tap.started()) {
            send(sink, begin);
        }
        // Only now: while the client was slow, nobody waited for the provider.
        timer.received(progress);
        timer.requireTime(lastSent != null);
    }

    private boolean read(byte[] bytes) {
        if (tap == null) {
            return true;
        }
        unread += bytes.length;
        memory.hold(JsonFootprint.ofReading(unread));
        boolean ended = tap.feed(bytes);
        unread = ended ? 0 : unread;
        return ended;
    }

    private void send(MediaResponseSink sink, Runnable begin) {
        byte[] bytes = held.toByteArray();
        held.reset();
        if (lastSent == null) {
            begin.run();
        }
        sink.bytes(bytes);
        lastSent = timer.now();
        betweenEvents = bytes.length > 1
                && bytes[bytes.length - 1] == '\n'
                && (bytes[bytes.length - 2] == '\n' || bytes[bytes.length - 2] == '\r');
    }

    private boolean awaitsMore(MediaResponseSink sink) {
        if (isComplete()) {
            return false;
        }
        timer.requireTime(lastSent != null);
        if (tap != null && betweenEvents && lastSent != null) {
            sink.heartbeat();
            lastSent = timer.now();
        }
        return true;
    }

    private void end(MediaResponseSink sink, Runnable begin) {
        if (tap != null) {
            tap.end();
        }
        if (tap == null ? lastSent == null : !tap.complete()) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, "The provider's answer ended before it was complete.");
        }
        if (held.size() > 0) {
            send(sink, begin);
        }
    }
}
