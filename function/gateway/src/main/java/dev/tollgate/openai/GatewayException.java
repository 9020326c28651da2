package dev.tollgate.openai;

import dev.tollgate.parse.TimeParser;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The only exception with which a call fails. The caller may see its message; the gateway only logs its cause.
 *
 * <p>The message never contains a key, a provider's secret, or text of a prompt or a response.
 */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final String message;
    private final @Nullable String param;
    private final @Nullable Duration retryAfter;
    private final boolean retryable;
    private final transient RateStatus rates;

    public GatewayException(ErrorKind kind, String message) {
        this(kind, message, null, null, true, RateStatus.UNLIMITED, null);
    }

    public GatewayException(ErrorKind kind, String message, @Nullable Throwable cause) {
        this(kind, message, null, null, true, RateStatus.UNLIMITED, cause);
    }

    private GatewayException(
            ErrorKind kind,
            String message,
            @Nullable String param,
            @Nullable Duration retryAfter,
            boolean retryable,
            RateStatus rates,
            @Nullable Throwable cause) {
        // Only a bug needs a stack trace. Expected failures, such as 401 and 429, are thrown on hot paths.
        super(message, cause, false, cause != null || kind == ErrorKind.INTERNAL);
        this.message = message;
        this.kind = Objects.requireNonNull(kind);
        this.param = param;
        this.retryAfter = retryAfter == null ? null : TimeParser.bounded(retryAfter);
        this.retryable = retryable;
        this.rates = rates;
    }

    /** The same exception; for a bug or an {@link Error}, an exception that only says that there is one. */
    public static GatewayException of(Throwable thrown) {
        return thrown instanceof GatewayException failure ? failure : bug(thrown);
    }

    /**
     * The exception for a bug in the gateway.
     *
     * @param cause the cause to log, if it is known
     */
    public static GatewayException bug(@Nullable Throwable cause) {
        return new GatewayException(ErrorKind.INTERNAL, "The gateway failed to handle this request.", cause);
    }

    /**
     * A failure that one field of the request causes.
     *
     * @param param the field's path, such as {@code messages[0].role}
     */
    public static GatewayException of(ErrorKind kind, @Nullable String param, String message) {
        return of(kind, param, message, null);
    }

    /** The same failure with its cause. */
    public static GatewayException of(
            ErrorKind kind, @Nullable String param, String message, @Nullable Throwable cause) {
        return new GatewayException(kind, message, param, null, true, RateStatus.UNLIMITED, cause);
    }

    /** The same failure in other words. */
    public GatewayException withMessage(String words) {
        return new GatewayException(kind, words, param, retryAfter, retryable, rates, getCause());
    }

    /**
     * The same failure, caused by a field that has another name in the API that the client called.
     *
     * @param names the client's name of a field of the chat request
     */
    public GatewayException withFieldNames(UnaryOperator<String> names) {
        String name = param == null ? null : names.apply(param);
        if (param == null || param.equals(name)) {
            return this;
        }
        String words = message.replace("'" + param + "'", "'" + name + "'");
        return new GatewayException(kind, words, name, retryAfter, retryable, rates, getCause());
    }

    /** The same failure, with the time after which a retry can succeed. */
    public GatewayException retryAfter(@Nullable Duration wait) {
        return new GatewayException(kind, getMessage(), param, wait, retryable, rates, getCause());
    }

    /** The same failure, marked so that SDKs do not retry it ({@code x-should-retry: false}). */
    public GatewayException withoutRetry() {
        return new GatewayException(kind, getMessage(), param, retryAfter, false, rates, getCause());
    }

    /** The same failure, with the caller's remaining rate limits. */
    public GatewayException rates(RateStatus status) {
        return new GatewayException(kind, getMessage(), param, retryAfter, retryable, status, getCause());
    }

    /** The message that the caller may see; unlike other exceptions', it is never null. */
    @Override
    public String getMessage() {
        return message;
    }

    /** What failed. */
    public ErrorKind kind() {
        return kind;
    }

    /** The path of the request field that causes the failure. */
    public @Nullable String param() {
        return param;
    }

    /** How long to wait before a retry, where that is known; at most a year, whatever a provider sends. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** False where a retry cannot succeed. */
    public boolean retryable() {
        return retryable;
    }

    /** The caller's remaining rate limits, where they cause the failure. */
    public RateStatus rates() {
        return rates;
    }
}
