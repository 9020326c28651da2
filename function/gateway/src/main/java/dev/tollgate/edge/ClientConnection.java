package dev.tollgate.edge;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The caller's connection: takes the response from the call's thread, and tells when the caller goes away.
 *
 * <p>A caller that reads slowly slows the call down, so that no answer piles up in memory.
 */
final class ClientConnection {
    /** A caller that reads nothing for so long is as good as gone. */
    private static final long MAX_STALL_SECONDS = 60;

    private final HttpServerResponse response;
    private Runnable onGone = () -> {};
    private boolean gone;
    private volatile CountDownLatch room = new CountDownLatch(0);
    private Future<Void> sent = Future.succeededFuture();
    private Optional<ResponseRecorder> responseRecorder = Optional.empty();

    ClientConnection(RoutingContext http) {
        this.response = http.response();
        http.addEndHandler(ended -> {
            if (ended.failed()) {
                leave();
            }
        });
    }

    /** Whether the head has been sent. */
    boolean committed() {
        return response.headWritten();
    }

    /** Sends the whole response at once. */
    void respond(int status, String contentType, Map<String, String> headers, byte[] body) {
        head(status, contentType, headers);
        response.putHeader("content-length", String.valueOf(body.length));
        if (status == 200) {
            noteHead(contentType, headers);
            noteLast(body);
        }
        if (!isGone()) {
            sent = response.end(Buffer.buffer(body));
        }
    }

    /** Begins a response whose length is not known. */
    void begin(int status, String contentType, Map<String, String> headers) {
        head(status, contentType, headers);
        response.setChunked(true);
        noteHead(contentType, headers);
    }

    /** Sends the next piece of the answer, when the last ones are out of the way. */
    void send(byte[] bytes) {
        responseRecorder.ifPresent(notes -> notes.add(bytes));
        signal(bytes);
    }

    /** Sends what is no part of the answer. */
    void signal(byte[] bytes) {
        if (isGone()) {
            return;
        }
        awaitRoom();
        response.write(Buffer.buffer(bytes));
    }

    /** Sends the last piece of an answer that is complete, and ends it. */
    void finish(byte[] bytes) {
        noteLast(bytes);
        signal(bytes);
        end();
    }

    /** Ends a response that was begun. */
    void end() {
        if (!isGone()) {
            sent = response.end();
        }
    }

    /**
     * Waits until the response is on its way. To be called before the endpoint returns: then Quarkus takes the content
     * type out of an empty response, and this one's head may still wait for the event loop to encode it.
     */
    void awaitSent() {
        try {
            sent.toCompletionStage().toCompletableFuture().get(MAX_STALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            leave();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Notes the answer from here on. Who asks for that comes back for it, so the call does not end when it goes away. */
    void record(ResponseRecorder notes) {
        responseRecorder = Optional.of(notes);
    }

    /** Runs this when the caller goes away; at once where it already has. Replaces what was to run before. */
    synchronized void onGone(Runnable action) {
        if (responseRecorder.isPresent()) {
            return;
        }
        onGone = action;
        if (gone) {
            action.run();
        }
    }

    private synchronized void leave() {
        gone = true;
        room.countDown();
        onGone.run();
    }

    private synchronized boolean isGone() {
        return gone || response.closed();
    }

    private void head(int status, String contentType, Map<String, String> headers) {
        if (isGone()) {
            return;
        }
        response.setStatusCode(status);
        response.putHeader("content-type", contentType);
        headers.forEach(response::putHeader);
    }

    private void noteHead(String contentType, Map<String, String> headers) {
        responseRecorder.ifPresent(notes -> notes.head(contentType, headers));
    }

    /** Before the caller can have the whole of it: whoever has it may ask again at once, and is to find it. */
    private void noteLast(byte[] bytes) {
        responseRecorder.ifPresent(notes -> {
            notes.add(bytes);
            notes.handOver();
        });
    }

    private void awaitRoom() {
        if (!response.writeQueueFull()) {
            return;
        }
        CountDownLatch drained = new CountDownLatch(1);
        room = drained;
        response.drainHandler(_ -> drained.countDown());
        try {
            if (response.writeQueueFull() && !isGone() && !drained.await(MAX_STALL_SECONDS, TimeUnit.SECONDS)) {
                response.reset();
                leave();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
