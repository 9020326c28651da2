package dev.tollgate.edge;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The client's connection: takes the response from the call's thread, and reports a disconnect.
 *
 * <p>A client that reads slowly slows the call down, so that no response piles up in memory.
 */
final class ClientConnection {
    /** How much may wait for the client at a time. Only this much is left when the client's slot is released. */
    private static final int MAX_UNSENT_BYTES = 64 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ClientErrors errors;
    private final Duration stallTimeout;
    private final AtomicLong unsentBytes = new AtomicLong();
    private Runnable onDisconnect = () -> {};
    private boolean gone;
    private Future<Void> sent = Future.succeededFuture();
    private Optional<ReplayRecorder> recorder = Optional.empty();
    private Runnable beforeLastByte = () -> {};

    /**
     * The connection of this request.
     *
     * @param stallTimeout a client that reads nothing for so long is disconnected
     */
    ClientConnection(RoutingContext http, Duration stallTimeout) {
        this.request = http.request();
        this.response = http.response();
        this.errors = ClientErrors.of(http);
        this.stallTimeout = stallTimeout;
        http.addEndHandler(ended -> {
            if (ended.failed()) {
                leave();
            }
        });
    }

    /** How the client reads errors. */
    ClientErrors errors() {
        return errors;
    }

    /** Whether the head has been sent. */
    boolean committed() {
        return response.headWritten();
    }

    /** Sends the whole response, a large one in pieces. */
    void respond(int status, String contentType, Map<String, String> headers, byte[] body) {
        head(status, contentType, headers);
        response.putHeader("content-length", String.valueOf(body.length));
        Optional<ReplayRecorder> notes = status == 200 ? recorder : Optional.empty();
        // There may be no memory to record it: then nothing must have been sent.
        notes.ifPresent(whole -> {
            whole.head(contentType, headers);
            whole.add(body);
        });
        int sentBytes = 0;
        while (body.length - sentBytes > MAX_UNSENT_BYTES) {
            write(Buffer.buffer(MAX_UNSENT_BYTES).appendBytes(body, sentBytes, MAX_UNSENT_BYTES));
            sentBytes += MAX_UNSENT_BYTES;
        }
        runBeforeLastByte();
        // Once the client has all of it, it may send the same request again, and must find the response.
        notes.ifPresent(ReplayRecorder::handOver);
        awaitRoom();
        if (!isGone()) {
            sent = response.end(
                    Buffer.buffer(body.length - sentBytes).appendBytes(body, sentBytes, body.length - sentBytes));
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
        write(Buffer.buffer(bytes));
    }

    private void write(Buffer bytes) {
        awaitRoom();
        if (isGone()) {
            return;
        }
        unsentBytes.addAndGet(bytes.length());
        sent = response.write(bytes).onComplete(_ -> unsentBytes.addAndGet(-bytes.length()));
    }

    private void awaitRoom() {
        if (unsentBytes.get() >= MAX_UNSENT_BYTES && !isGone()) {
            awaitSent();
        }
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
     * Ends the call's part in the connection: waits until the client has everything, or has been disconnected because it reads
     * nothing. A response that has no end by now is cut, and never gets one.
     *
     * <p>To be called before the endpoint returns: then Quarkus ends a response that has no end, and takes the content type out of an
     * empty one, whose head may still wait for the event loop to encode it.
     */
    void close() {
        if (response.ended()) {
            awaitSent();
        } else {
            cut();
        }
    }

    /** Disconnects the client, and drops what it has not read. */
    void cut() {
        if (request.connection() instanceof ConnectionBase http1 && request.version() != HttpVersion.HTTP_2) {
            // Below Vert.x's own handler, which would first send what the client does not read.
            var _ = http1.channelHandlerContext().close();
        } else {
            response.reset();
        }
        leave();
    }

    private void awaitSent() {
        try {
            sent.toCompletionStage().toCompletableFuture().get(stallTimeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stalled) {
            cut();
        } catch (ExecutionException gone) {
            leave();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records the response from here on. Its client comes back for it, so that a disconnect does not end the call. */
    void record(ReplayRecorder notes) {
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
}
