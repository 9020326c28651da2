package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.Map;

/**
 * A document to the client that is written line by line, because it may be larger than memory. Its head goes out with its first line, so
 * that a failure before that has a status of its own. For one thread.
 */
public final class LineStream {
    private final HttpCall call;
    private final String contentType;
    private boolean started;
    private volatile boolean gone;

    /** A document that has not started. */
    public LineStream(HttpCall call, String contentType) {
        this.call = call;
        this.contentType = contentType;
        call.client().onDisconnect(() -> gone = true);
    }

    /**
     * Sends a line.
     *
     * @param line with its end
     * @throws GatewayException {@code CLIENT_GONE}, or {@code RESPONSE_TOO_LARGE} if the endpoint can carry no more
     */
    public void send(byte[] line) {
        if (gone) {
            throw new GatewayException(ErrorKind.CLIENT_GONE, "The client closed the connection.");
        }
        if (!call.allowance().take(line)) {
            throw ResponseAllowance.tooLarge();
        }
        start();
        call.client().send(line);
    }

    private void start() {
        if (!started) {
            started = true;
            call.client().begin(200, contentType, Map.of());
        }
    }

    /** Ends the document. */
    public void end() {
        start();
        call.client().finish(new byte[0]);
    }
}
