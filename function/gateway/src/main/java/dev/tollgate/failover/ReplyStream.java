package dev.tollgate.failover;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.BodyPart;
import dev.tollgate.provider.EventParser;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.UpstreamExchange;

/** Reads a streamed reply event by event, and forwards each of its chunks at once. */
final class ReplyStream {
    private final UpstreamExchange exchange;
    private final EventParser parser;
    private final ReplyDecoder decoder;
    private final ReplyTimer timer;

    ReplyStream(UpstreamExchange exchange, EventParser parser, ReplyDecoder decoder, ReplyTimer timer) {
        this.exchange = exchange;
        this.parser = parser;
        this.decoder = decoder;
        this.timer = timer;
    }

    /** Returns when the stream has ended, or has lingered long enough after a complete reply. */
    void forwardTo(StreamForwarder forwarder) {
        boolean more = true;
        while (more) {
            more = switch (exchange.next(timer.wait(decoder.complete(), forwarder.lastSent()))) {
                case BodyPart.Bytes(byte[] bytes) -> takesMore(bytes, forwarder);
                case BodyPart.End() -> false;
                case BodyPart.TimedOut() -> awaitsMore(forwarder);
                case BodyPart.Broken(Throwable cause) -> endsBroken(cause);
            };
            if (more) {
                forwarder.heartbeat(timer.heartbeat());
            }
        }
    }

    private boolean takesMore(byte[] bytes, StreamForwarder forwarder) {
        boolean progress = false;
        for (ReplyEvent event : parser.feed(bytes)) {
            for (ChatChunk chunk : decoder.event(event)) {
                progress |= forwarder.forward(chunk);
            }
        }
        // Only now: while the client was slow, nobody waited for the provider.
        timer.received(progress);
        if (decoder.done() || timer.lingeredEnough(decoder.complete())) {
            return false;
        }
        timer.requireTime(forwarder.started());
        return true;
    }

    private boolean awaitsMore(StreamForwarder forwarder) {
        if (decoder.complete()) {
            return false;
        }
        timer.requireTime(forwarder.started());
        return true;
    }

    /** A complete reply counts although a proxy on the way did not close its connection properly. */
    private boolean endsBroken(Throwable cause) {
        if (!decoder.complete()) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "The connection to the provider broke.", cause);
        }
        return false;
    }
}
