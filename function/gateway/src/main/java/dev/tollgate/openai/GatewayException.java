package dev.tollgate.openai;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one way a call fails. Its message may be shown to the caller, its cause only logged.
 *
 * <p>The message never holds a key, a provider's secret, or text of a prompt or an answer.
 */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final String param;
    private final Duration retryAfter;
    private final boolean retryable;
    private final transient RateStatus rates;

    public GatewayException(ErrorKind kind, String message) {
        this(kind, message, null, null, true, RateStatus.UNLIMITED, null);
    }

    public GatewayException(ErrorKind kind, String message, Throwable cause) {
        this(kind, message, null, null, true, RateStatus.UNLIMITED, cause);
    }

    private GatewayException(
            ErrorKind kind,
            String message,
            String param,
            Duration retryAfter,
            boolean retryable,
            RateStatus rates,
            Throwable cause) {
        // No stack trace for what is an answer and no bug: it is thrown on hot paths (401, 429).
        super(message, cause, false, cause != null || kind == ErrorKind.INTERNAL);
        this.kind = Objects.requireNonNull(kind);
        this.param = param;
        this.retryAfter = retryAfter;
        this.retryable = retryable;
        this.rates = rates;
    }

    /** This exception, or, of a bug, one that tells the client no more than that there is one. */
    public static GatewayException of(RuntimeException thrown) {
        return thrown instanceof GatewayException failure ? failure : bug(thrown);
    }

    /**
     * What the client gets if the gateway has a bug.
     *
     * @param cause to be logged; null if it is not known
     */
    public static GatewayException bug(@Nullable Throwable cause) {
        return new GatewayException(ErrorKind.INTERNAL, "The gateway failed to handle this request.", cause);
    }

    /** The request field that is wrong, as a path: {@code messages[0].role}. */
    public static GatewayException of(ErrorKind kind, String param, String message) {
        return of(kind, param, message, null);
    }

    /** The same with what caused it, or null. */
    public static GatewayException of(ErrorKind kind, String param, String message, Throwable cause) {
        return new GatewayException(kind, message, param, null, true, RateStatus.UNLIMITED, cause);
    }

    /** The same failure, with the true time after which a retry can succeed. */
    public GatewayException retryAfter(Duration wait) {
        return new GatewayException(kind, getMessage(), param, wait, retryable, rates, getCause());
    }

    /** The same failure, telling SDKs that a retry is of no use ({@code x-should-retry: false}). */
    public GatewayException withoutRetry() {
        return new GatewayException(kind, getMessage(), param, retryAfter, false, rates, getCause());
    }

    /** The same failure, telling the caller how it stands towards its limits. */
    public GatewayException rates(RateStatus status) {
        return new GatewayException(kind, getMessage(), param, retryAfter, retryable, status, getCause());
    }

    public ErrorKind kind() {
        return kind;
    }

    /** The field's path, or null. */
    public String param() {
        return param;
    }

    /** How long to wait, or null where no wait is known. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** False where SDKs would retry in vain. */
    public boolean retryable() {
        return retryable;
    }

    /** How the caller stands towards its limits, where that is why it failed. */
    public RateStatus rates() {
        return rates;
    }
}
