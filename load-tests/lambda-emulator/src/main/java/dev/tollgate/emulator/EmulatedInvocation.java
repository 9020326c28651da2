package dev.tollgate.emulator;

import java.io.InputStream;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** One event for a function process, with its response. */
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
     * The response that the function posts.
     *
     * @param contentType the content type of the post
     * @param body the body, which may still arrive
     * @param accepted receives the status with which the Runtime API answers the function
     */
    record Response(String contentType, InputStream body, CompletableFuture<Integer> accepted) {}

    /** The function reported an error, or its process ended. */
    static final class FunctionFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FunctionFailedException(String message) {
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

    /** Completes when a response starts, or fails with a {@link FunctionFailedException}. */
    CompletableFuture<Response> response() {
        return response;
    }

    void fail(String reason) {
        response.completeExceptionally(new FunctionFailedException(reason));
    }
}
