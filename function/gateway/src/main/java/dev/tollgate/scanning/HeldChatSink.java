package dev.tollgate.scanning;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.ForwardingChatSink;

/** Holds a response back until the verdicts on its request: the target waits with its first words. */
final class HeldChatSink extends ForwardingChatSink {
    private final RunningScans scans;

    HeldChatSink(ChatResponseSink next, RunningScans scans) {
        super(next);
        this.scans = scans;
    }

    @Override
    public void begin(ResponseHead head) {
        scans.awaitRequest();
        next().begin(head);
    }

    @Override
    public void onDisconnect(Runnable action) {
        scans.onDisconnect(next(), action);
    }
}
