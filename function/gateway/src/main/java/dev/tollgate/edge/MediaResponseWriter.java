package dev.tollgate.edge;

import dev.tollgate.call.MediaResponseSink;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Writes images, speech, transcripts, moderations and rankings as their provider sent them, with the gateway's headers. */
public final class MediaResponseWriter implements MediaResponseSink {
    private static final String EVENTS = "text/event-stream";
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private final HttpCall call;
    private final ClientConnection client;
    private boolean events;

    /** The response to a call. */
    public MediaResponseWriter(HttpCall call) {
        this.call = call;
        this.client = call.client();
    }

    @Override
    public void whole(ResponseHead head, String contentType, byte[] body, OptionalLong chargeMicros) {
        Map<String, String> headers = ResponseHeaders.of(head, Map.of());
        CallCost.addTo(headers, chargeMicros);
        call.complete(contentType.isEmpty() ? ErrorResponse.CONTENT_TYPE : contentType, headers, body);
    }

    @Override
    public void begin(ResponseHead head, String contentType) {
        events = contentType.toLowerCase(Locale.ROOT).startsWith(EVENTS);
        client.begin(
                200,
                contentType.isEmpty() ? UNKNOWN_TYPE : contentType,
                ResponseHeaders.of(head, ServerSentEvents.UNBUFFERED));
    }

    @Override
    public void bytes(byte[] bytes) {
        boolean fits = events ? call.allowance().take(bytes) : call.allowance().takeBinary(bytes);
        if (!fits) {
            throw ResponseAllowance.tooLarge();
        }
        client.send(bytes);
    }

    @Override
    public void heartbeat() {
        if (events) {
            client.signal(ServerSentEvents.HEARTBEAT);
        }
    }

    @Override
    public void end() {
        client.finish(new byte[0]);
    }

    /** A stream of events ends with one that says so. Sound has no such sign: its connection is cut. */
    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attempts) {
        if (client.committed()) {
            call.lifecycle().cut(failure);
        }
        if (events && client.committed()) {
            client.abort(client.errors().event(failure));
        } else {
            ErrorResponse.send(client, failure, attempts);
        }
    }

    @Override
    public boolean committed() {
        return client.committed();
    }

    @Override
    public void onDisconnect(Runnable action) {
        client.onDisconnect(action);
    }

    @Override
    public void beforeLastByte(Runnable action) {
        client.beforeLastByte(action);
    }
}
