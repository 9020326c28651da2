package dev.tollgate.provider;

import dev.tollgate.config.ClientGenerations;
import dev.tollgate.http.ConnectTimedOutException;
import dev.tollgate.http.HttpExchange;
import dev.tollgate.http.HttpReplyHead;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One request to a provider and its reply: {@code head (next | rest)*}. To close it before the end stops the provider. */
public final class UpstreamExchange implements AutoCloseable {
    private final HttpExchange exchange;
    private final ClientGenerations<?>.Generation connections;
    private final long maxBytes;
    private long receivedBytes;
    private long decodedBytes;
    private @Nullable BodyInflater inflater;
    private String unknownCoding = "";

    /**
     * An exchange whose request has not been sent.
     *
     * @param maxBytes how long its reply may be, compressed as well as decoded
     */
    UpstreamExchange(HttpExchange exchange, ClientGenerations<?>.Generation connections, long maxBytes) {
        this.exchange = exchange;
        this.connections = connections;
        this.maxBytes = maxBytes;
    }

    /**
     * The status of a reply, and what its headers say.
     *
     * @param status the HTTP status
     * @param eventStream whether the body is a stream of events
     * @param contentType as the provider names it; empty where it names none
     * @param retryAfter how long the provider wants clients to wait before a retry
     * @param errorType AWS's name of the error; empty where the reply has none
     */
    public record ReplyHead(
            int status, boolean eventStream, String contentType, Optional<Duration> retryAfter, String errorType) {

        /** Whether the provider has accepted the request. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * Sends the request, and waits for the status and headers of the reply.
     *
     * @throws GatewayException {@code UPSTREAM_TIMEOUT} after the timeout, {@code UPSTREAM_FAILED} without a connection
     */
    public ReplyHead head(Duration timeout, Clock clock) {
        try {
            HttpReplyHead head = exchange.head(after(timeout));
            connections.alive();
            readCoding(head);
            return new ReplyHead(
                    head.status(),
                    isEventStream(head),
                    head.header("content-type").orElse(""),
                    RetryAfter.in(head, clock.instant()),
                    head.header("x-amzn-errortype").orElse(""));
        } catch (IOException failed) {
            throwIfStopped(failed);
            connections.failed();
            throw withoutHead(failed);
        }
    }

    /** Whether there was a connection, so that the provider may have got the request. For the thread that sends it. */
    public boolean connected() {
        return exchange.connected();
    }

    private static long after(Duration timeout) {
        return System.nanoTime() + Math.max(0, timeout.toNanos());
    }

    /** The gateway asks for none, but some servers compress nevertheless. */
    private void readCoding(HttpReplyHead head) {
        String coding = head.header("content-encoding").orElse("").toLowerCase(Locale.ROOT);
        switch (coding) {
            case "", "identity", "none" -> {}
            case "gzip", "x-gzip" -> inflater = BodyInflater.gzip();
            case "deflate" -> inflater = BodyInflater.deflate();
            default -> unknownCoding = coding.replaceAll("[^a-z0-9,. -]", "?");
        }
    }

    /** Whether the gateway can decode the body. */
    public boolean readable() {
        return unknownCoding.isEmpty();
    }

    /**
     * Waits for more of the decoded body, but no longer than the timeout.
     *
     * @throws GatewayException {@code CLIENT_GONE} where the exchange has been cancelled, {@code UPSTREAM_FAILED} for an encoding
     *     that the gateway does not know, or a reply that is too long
     */
    public BodyPart next(Duration timeout) {
        if (!readable()) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED,
                    "The provider encoded its reply as '" + unknownCoding + "', which nobody asked for.");
        }
        return inflater == null ? receive(timeout) : inflated(inflater, timeout);
    }

    private BodyPart inflated(BodyInflater source, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        byte[] ready = source.next();
        while (ready.length == 0) {
            switch (receive(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                case BodyPart.Bytes(byte[] bytes) -> source.feed(bytes);
                case BodyPart.End end -> {
                    return source.complete() ? end : new BodyPart.Broken(new EOFException("a compressed body was cut"));
                }
                case BodyPart.TimedOut timedOut -> {
                    return timedOut;
                }
                case BodyPart.Broken broken -> {
                    return broken;
                }
            }
            ready = source.next();
        }
        decodedBytes = bounded(decodedBytes + ready.length);
        return new BodyPart.Bytes(ready);
    }

    private BodyPart receive(Duration timeout) {
        try {
            byte[] bytes = exchange.next(after(timeout));
            connections.alive();
            receivedBytes = bounded(receivedBytes + bytes.length);
            return bytes.length == 0 ? new BodyPart.End() : new BodyPart.Bytes(bytes);
        } catch (SocketTimeoutException _) {
            return new BodyPart.TimedOut();
        } catch (IOException broken) {
            throwIfStopped(broken);
            connections.failed();
            return new BodyPart.Broken(broken);
        }
    }

    private long bounded(long bytes) {
        if (bytes > maxBytes) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, "The provider's reply is larger than " + maxBytes + " bytes.");
        }
        return bytes;
    }

    /**
     * Reads the rest of a body that is short.
     *
     * @param deadline when to stop waiting
     * @param atMost the largest accepted size in bytes, above that of any real reply of its sort
     */
    public byte[] rest(Instant deadline, Clock clock, int atMost) {
        return rest(deadline, Duration.between(clock.instant(), deadline), clock, read -> {
            if (read > atMost) {
                throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "The provider's reply is too large.");
            }
        });
    }

    /**
     * Reads the rest of the body.
     *
     * @param deadline when to stop waiting
     * @param silence the longest silence after the first byte; before it, a model may still compute
     * @param onProgress gets the number of bytes read so far, and may refuse to read more
     */
    public byte[] rest(Instant deadline, Duration silence, Clock clock, LongConsumer onProgress) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            Duration left = Duration.between(clock.instant(), deadline);
            switch (next(all.size() > 0 && silence.compareTo(left) < 0 ? silence : left)) {
                case BodyPart.Bytes(byte[] bytes) -> all.writeBytes(bytes);
                case BodyPart.End() -> {
                    return all.toByteArray();
                }
                case BodyPart.TimedOut() ->
                    throw new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The provider did not finish in time.");
                case BodyPart.Broken broken -> throw broken.failure();
            }
            onProgress.accept(all.size());
        }
    }

    /** Stops the exchange from any thread. The thread that waits for it gets {@code CLIENT_GONE}. */
    public void cancel() {
        exchange.cancel();
    }

    @Override
    public void close() {
        exchange.close();
        if (inflater != null) {
            inflater.close();
        }
    }

    /** Treats every reply without the JSON content type as a stream, because some servers leave the type out. */
    private static boolean isEventStream(HttpReplyHead head) {
        return head.header("content-type")
                .map(type -> !type.toLowerCase(Locale.ROOT).startsWith("application/json"))
                .orElse(true);
    }

    /** A thread that is interrupted, or whose exchange is cancelled, fails for no fault of the provider. */
    private void throwIfStopped(IOException failed) {
        if (exchange.cancelled()) {
            throw new GatewayException(ErrorKind.CLIENT_GONE, "The client closed the connection.");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new GatewayException(ErrorKind.INTERNAL, "The gateway is shutting down.", failed);
        }
    }

    private static GatewayException withoutHead(IOException failed) {
        return switch (failed) {
            case ConnectTimedOutException _ ->
                new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The provider could not be reached in time.", failed);
            case SocketTimeoutException _ ->
                new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The provider did not answer in time.");
            case ConnectException _, NoRouteToHostException _, UnknownHostException _ ->
                new GatewayException(ErrorKind.UPSTREAM_FAILED, "The provider could not be reached.", failed);
            default -> new BodyPart.Broken(failed).failure();
        };
    }
}
