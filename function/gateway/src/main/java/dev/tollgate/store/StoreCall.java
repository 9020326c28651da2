package dev.tollgate.store;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs calls of DynamoDB, and turns the SDK's failures into {@link GatewayException}s in this one place. */
final class StoreCall {
    /** How long clients should wait before they retry. Nobody knows how long a failure lasts. */
    static final Duration WAIT = Duration.ofSeconds(1);

    private StoreCall() {}

    /**
     * Runs a call. It must itself catch exceptions that are a regular result, such as a failed condition.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    static <T extends @Nullable Object> T run(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw unavailable(TableException.of(failure));
        }
    }

    private static GatewayException unavailable(TableException failure) {
        return new GatewayException(
                        ErrorKind.STORE_UNAVAILABLE,
                        "The gateway's store does not answer. Please try again in a moment.",
                        failure)
                .retryAfter(WAIT);
    }
}
