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
 * The client's connection: takes the response from the call's thread, and reports a disconnect.
 *
 * <p>A client that reads slowly slows the call down, so that no response piles up in memory.
 */
final class ClientConnection {
    /** A client that reads nothing for so long counts as disconnected. */
    private static final long MAX_STALL_SECONDS = 60;

    private final HttpServerResponse response;
    private Runnable onDisconnect = () -> {};
    private boolean gone;
    private volatile CountDownLatch room = new CountDownLatch(0);
    private Future<Void> sent = Future.succeededFuture();
    private Optional<ResponseRecorder> recorder = Optional.empty();
    private Runnable beforeLastByte = () -> {};

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
        runBeforeLastByte();
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

    /** Sends the next bytes of the response, once there is room for them. */
    void send(byte[] bytes) {
        recorder.ifPresent(notes -> notes.add(bytes));
        signal(bytes);
    }

    /** Sends bytes that are no part of the response, such as a comment. */
    void signal(byte[] bytes) {
        if (isGone()) {
            return;
        }
        awaitRoom();
        response.write(Buffer.buffer(bytes));
    }

    /** Sends the last bytes of a complete response, and ends it. */
    void finish(byte[] bytes) {
        runBeforeLastByte();
        noteLast(bytes);
        end(bytes);
    }

    /** Sends the last bytes of a response that is not complete, and ends it. */
    void abort(byte[] bytes) {
        runBeforeLastByte();
        end(bytes);
    }

    private void end(byte[] bytes) {
        signal(bytes);
        if (!isGone()) {
            sent = response.end();
        }
    }

    /** Runs this before the last byte leaves. The action given last runs first. */
    void beforeLastByte(Runnable action) {
        Runnable earlier = beforeLastByte;
        beforeLastByte = () -> {
            action.run();
            earlier.run();
        };
    }

    private void runBeforeLastByte() {
        Runnable actions = beforeLastByte;
        beforeLastByte = () -> {};
        actions.run();
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

    /** Records the response from here on. Its client comes back for it, so that a disconnect does not end the call. */
    void record(ResponseRecorder notes) {
        recorder = Optional.of(notes);
    }

    /** Runs this when the client disconnects, or at once if it already has. Replaces the action given before. */
    synchronized void onDisconnect(Runnable action) {
        if (recorder.isPresent()) {
            return;
        }
        onDisconnect = action;
        if (gone) {
            action.run();
        }
    }

    private synchronized void leave() {
        gone = true;
        room.countDown();
        onDisconnect.run();
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
        recorder.ifPresent(notes -> notes.head(contentType, headers));
    }

    /** Before the client can have all of it: once it has, it may send the same request again, and must find the response. */
    private void noteLast(byte[] bytes) {
        recorder.ifPresent(notes -> {
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
