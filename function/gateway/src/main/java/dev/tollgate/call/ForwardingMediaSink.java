package dev.tollgate.call;

import java.util.OptionalLong;

/** Passes a response of a media endpoint on to the next sink. */
public abstract class ForwardingMediaSink extends ForwardingSink<MediaResponseSink> implements MediaResponseSink {
    protected ForwardingMediaSink(MediaResponseSink next) {
        super(next);
    }

    @Override
    public void whole(ResponseHead head, String contentType, byte[] body, OptionalLong chargeMicros) {
        next().whole(head, contentType, body, chargeMicros);
    }

    @Override
    public void begin(ResponseHead head, String contentType) {
        next().begin(head, contentType);
    }

    @Override
    public void bytes(byte[] bytes) {
        next().bytes(bytes);
    }

    @Override
    public void heartbeat() {
        next().heartbeat();
    }

    @Override
    public void end() {
        next().end();
    }
}
