package dev.tollgate.edge;

import java.util.LinkedHashMap;
import java.util.Map;

/** A stream of events to the client of a call that no model answers now. */
public final class EventStream {
    private final ClientConnection client;
    private final ResponseAllowance allowance;
    private volatile boolean gone;

    private EventStream(HttpCall call) {
        this.client = call.client();
        this.allowance = call.allowance();
        client.onDisconnect(() -> gone = true);
    }

    /** Begins the stream. */
    public static EventStream begin(HttpCall call) {
        return begin(call, Map.of());
    }

    /** The same with these headers in addition. */
    public static EventStream begin(HttpCall call, Map<String, String> headers) {
        EventStream stream = new EventStream(call);
        Map<String, String> all = new LinkedHashMap<>(ServerSentEvents.UNBUFFERED);
        all.putAll(headers);
        stream.client.begin(200, ServerSentEvents.TYPE, all);
        return stream;
    }

    /**
     * Sends an event.
     *
     * @return whether the stream goes on: not if the client is gone, or the endpoint can carry no more
     */
    public boolean send(String type, String data) {
        byte[] event = ServerSentEvents.named(type, data);
        if (gone || !allowance.take(event)) {
            return false;
        }
        client.send(event);
        return true;
    }

    /**
     * Shows that the stream is alive.
     *
     * @return whether the client is still there
     */
    public boolean heartbeat() {
        client.signal(ServerSentEvents.HEARTBEAT);
        return !gone;
    }

    /** Ends the stream. */
    public void end() {
        client.finish(ChatResponseFormat.NOTHING);
    }
}
