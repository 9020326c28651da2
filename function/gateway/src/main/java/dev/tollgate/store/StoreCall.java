package dev.tollgate.store;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** A call of DynamoDB, and the one place where its failures become ours. */
final class StoreCall {
    /** Nobody knows how long it will last; before that, what was found out for others is told (see {@link StaleWhileRevalidateCache}). */
    static final Duration WAIT = Duration.ofSeconds(1);

    private StoreCall() {}

    /**
     * Runs the call. Exceptions that are an answer, such as a failed condition, are the caller's to catch inside of it.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    static <T> T run(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw unavailable(failure);
        }
    }

    /** The same, remembering which table it was: DynamoDB's own words do not always say it. */
    static <T> T on(String table, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw unavailable(new TableException(table, failure));
        }
    }

    private static GatewayException unavailable(RuntimeException failure) {
        return new GatewayException(
                        ErrorKind.STORE_UNAVAILABLE,
                        "The gateway's store does not answer. Please try again in a moment.",
                        failure)
                .retryAfter(WAIT);
    }
}
