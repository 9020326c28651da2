package dev.tollgate.scanning;

import dev.tollgate.call.ForwardingMediaSink;
import dev.tollgate.call.MediaResponseSink;
import dev.tollgate.openai.MediaAnswer;
import java.util.OptionalLong;

/** Holds a response back until the verdicts on its request, and its text until the verdicts on that. */
final class HeldMediaSink extends ForwardingMediaSink {
    private final RunningScans scans;
    private final ScanRuntime runtime;

    HeldMediaSink(MediaResponseSink next, RunningScans scans, ScanRuntime runtime) {
        super(next);
        this.scans = scans;
        this.runtime = runtime;
    }

    @Override
    public void whole(ResponseHead head, String contentType, byte[] body, OptionalLong chargeMicros) {
        scans.requireAllowed(MediaAnswer.texts(body));
        scans.awaitRequest();
        next().whole(head, contentType, body, runtime.chargeMicros());
    }

    @Override
    public void begin(ResponseHead head, String contentType) {
        scans.awaitRequest();
        next().begin(head, contentType);
    }

    @Override
    public void onDisconnect(Runnable action) {
        scans.onDisconnect(next(), action);
    }
}
