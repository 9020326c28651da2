package dev.tollgate.emulator;

import java.io.InputStream;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** One event on its way to a function process, and what came of it. */
final class EmulatedInvocation {
    private final String id;
    private final byte[] event;
    private final Instant deadline;
    private final CompletableFuture<Response> response = new CompletableFuture<>();

    EmulatedInvocation(String id, byte[] event, Instant deadline) {
        this.id = id;
        this.event = event;
        this.deadline = deadline;
    }

    /**
     * What the function posts.
     *
     * @param contentType as the function says
     * @param body as it comes
     * @param taken completed with the status that the function is to be told
     */
    record Response(String contentType, InputStream body, CompletableFuture<Integer> taken) {}

    /** The function gave up, or died. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    String id() {
        return id;
    }

    byte[] event() {
        return event;
    }

    Instant deadline() {
        return deadline;
    }

    /** Completed when a response begins; fails with {@link Failed}. */
    CompletableFuture<Response> response() {
        return response;
    }

    void fail(String reason) {
        response.completeExceptionally(new Failed(reason));
    }
}
