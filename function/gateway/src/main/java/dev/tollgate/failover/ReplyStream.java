package dev.tollgate.failover;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import dev.tollgate.provider.BodyPart;
import dev.tollgate.provider.EventParser;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.UpstreamExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Reads a streamed reply event by event, and forwards each of its chunks at once: {@code forwardTo awaitUsage*}.
 */
final class ReplyStream {
    private static final Logger LOG = Logger.getLogger(ReplyStream.class);

    private final UpstreamExchange exchange;
    private final EventParser parser;
    private final ReplyDecoder decoder;
    private final ReplyTimer timer;
    private final MemoryLease memory;
    private long unparsed;
    private boolean closed;

    /**
     * The stream of this exchange.
     *
     * @param memory takes what is kept of the stream
     */
    ReplyStream(
            UpstreamExchange exchange, EventParser parser, ReplyDecoder decoder, ReplyTimer timer, MemoryLease memory) {
        this.exchange = exchange;
        this.parser = parser;
        this.decoder = decoder;
        this.timer = timer;
        this.memory = memory;
    }

    /** Returns when the provider has said that its answer is over, or has lingered long enough after a complete one. */
    void forwardTo(StreamForwarder forwarder) {
        boolean more = true;
        while (more) {
            more = switch (exchange.next(timer.wait(isOver(), forwarder.lastSent()))) {
                case BodyPart.Bytes(byte[] bytes) -> takesMore(bytes, forwarder);
                case BodyPart.End() -> endsWithoutMore(forwarder);
                case BodyPart.TimedOut() -> awaitsMore(forwarder);
                case BodyPart.Broken broken -> endsBroken(broken, forwarder);
            };
            if (more) {
                forwarder.heartbeat(timer.heartbeat());
            }
        }
        decoder.end().forEach(forwarder::forward);
    }

    /** Whether the reply is complete, and shows no sign of going on. */
    private boolean isOver() {
        return decoder.complete() && !decoder.mayGoOn();
    }

    private boolean takesMore(byte[] bytes, StreamForwarder forwarder) {
        unparsed += JsonFootprint.ofReading(bytes.length) + JsonFootprint.ofElements(bytes, JsonCodec.MAX_ELEMENTS);
        memory.hold(unparsed + forwarder.footprint());
        List<ReplyEvent> events = parser.feed(bytes);
        boolean progress = forward(events, forwarder);
        if (!events.isEmpty()) {
            unparsed = 0;
            memory.hold(forwarder.footprint());
        }
        // Only now: while the client was slow, nobody waited for the provider.
        timer.received(progress);
        if (decoder.ended() || timer.lingeredEnough(isOver())) {
            return false;
        }
        timer.requireTime(forwarder.started());
        return true;
    }

    private boolean forward(List<ReplyEvent> events, StreamForwarder forwarder) {
        boolean progress = false;
        for (ReplyEvent event : events) {
            List<ChatChunk> chunks = decoder.event(event);
            forwarder.event(event.asNative());
            for (ChatChunk chunk : chunks) {
                progress |= forwarder.forward(chunk);
            }
        }
        return progress;
    }

    private boolean awaitsMore(StreamForwarder forwarder) {
        if (isOver()) {
            return false;
        }
        timer.requireTime(forwarder.started());
        return true;
    }

    private boolean endsWithoutMore(StreamForwarder forwarder) {
        closed = true;
        forward(parser.end(), forwarder);
        return false;
    }

    /** A complete reply counts although a proxy on the way did not close its connection properly. */
    private boolean endsBroken(BodyPart.Broken broken, StreamForwarder forwarder) {
        endsWithoutMore(forwarder);
        if (!decoder.complete()) {
            throw broken.failure();
        }
        return false;
    }

    /**
     * Waits for usage that the provider sends after the end of its answer. The answer is complete, so a failure only ends the wait:
     * the client may have closed its connection, now that it has everything.
     */
    void awaitUsage(StreamForwarder forwarder, Duration longest) {
        Instant until = timer.now().plus(longest);
        try {
            while (!closed && !decoder.done() && timer.now().isBefore(until)) {
                switch (exchange.next(Duration.between(timer.now(), until))) {
                    case BodyPart.Bytes(byte[] bytes) -> count(parser.feed(bytes), forwarder);
                    case BodyPart.End() -> {
                        closed = true;
                        count(parser.end(), forwarder);
                    }
                    case BodyPart.TimedOut() -> {}
                    case BodyPart.Broken _ -> closed = true;
                }
            }
        } catch (GatewayException failed) {
            closed = true;
            LOG.debugf(failed, "no usage came after the end of the answer");
        }
    }

    private void count(List<ReplyEvent> events, StreamForwarder forwarder) {
        events.forEach(event -> decoder.event(event).forEach(forwarder::count));
    }
}
