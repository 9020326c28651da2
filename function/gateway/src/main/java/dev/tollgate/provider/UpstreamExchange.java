package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request to a provider and its reply, read piece by piece. Closing it stops the provider. */
public final class UpstreamExchange implements AutoCloseable {
    private final CompletableFuture<HttpResponse<Void>> response;
    private final ReplyBody body;
    private volatile boolean cancelled;

    UpstreamExchange(CompletableFuture<HttpResponse<Void>> response, ReplyBody body) {
        this.response = response;
        this.body = body;
    }

    /**
     * The head of the reply.
     *
     * @param status the HTTP status
     * @param eventStream whether the body comes as server-sent events
     * @param retryAfter what the provider asked to wait, if it did
     */
    public record Head(int status, boolean eventStream, Optional<Duration> retryAfter) {}

    /**
     * Waits for the head of the reply.
     *
     * @throws GatewayException {@code UPSTREAM_TIMEOUT} after this long, {@code UPSTREAM_FAILED} without a connection
     */
    public Head head(Duration patience, Clock clock) {
        try {
            HttpResponse<Void> head = response.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
            return new Head(
                    head.statusCode(), isEventStream(head.headers()), RetryAfter.in(head.headers(), clock.instant()));
        } catch (TimeoutException _) {
            throw new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The provider did not answer in time.");
        } catch (ExecutionException failed) {
            throw cancelled ? gone() : notReached(failed.getCause());
        } catch (CancellationException _) {
            throw gone();
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /**
     * Waits for more of the body, no longer than this.
     *
     * @throws GatewayException {@code CLIENT_GONE} where the exchange was cancelled
     */
    public BodyPart next(Duration wait) {
        try {
            BodyPart bodyPart = body.next(wait);
            if (bodyPart instanceof BodyPart.Broken && cancelled) {
                throw gone();
            }
            return bodyPart;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /**
     * The whole rest of the body.
     *
     * @param deadline when to give up waiting
     * @param maxBytes more than this is refused: no answer is that long
     */
    public byte[] rest(Instant deadline, Clock clock, int maxBytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            switch (next(Duration.between(clock.instant(), deadline))) {
                case BodyPart.Bytes(byte[] bytes) -> all.writeBytes(bytes);
                case BodyPart.End() -> {
                    return all.toByteArray();
                }
                case BodyPart.Silence() ->
                    throw new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The provider did not finish in time.");
                case BodyPart.Broken(Throwable cause) -> throw broken(cause);
            }
            if (all.size() > maxBytes) {
                throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "The provider's reply is too large.");
            }
        }
    }

    /** Stops the exchange from any thread; who waits for it gets {@code CLIENT_GONE}. */
    public void cancel() {
        cancelled = true;
        response.cancel(true);
        body.cancel(new CancellationException());
    }

    @Override
    public void close() {
        cancel();
    }

    /** A reply that does not say it is JSON is taken for a stream: some servers leave the type out. */
    private static boolean isEventStream(HttpHeaders headers) {
        return headers.firstValue("content-type")
                .map(type -> !type.toLowerCase(Locale.ROOT).startsWith("application/json"))
                .orElse(true);
    }

    private static GatewayException notReached(Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The provider could not be reached in time.", cause);
            case ConnectException _ ->
                new GatewayException(ErrorKind.UPSTREAM_FAILED, "The provider could not be reached.", cause);
            default -> broken(cause);
        };
    }

    private static GatewayException broken(Throwable cause) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, "The connection to the provider broke.", cause);
    }

    private static GatewayException gone() {
        return new GatewayException(ErrorKind.CLIENT_GONE, "The client closed the connection.");
    }

    private static GatewayException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new GatewayException(ErrorKind.INTERNAL, "The gateway is shutting down.", cause);
    }
}
