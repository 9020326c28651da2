package dev.tollgate.store;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** A call of DynamoDB, and the one place where its failures become ours. */
final class StoreCall {
    private StoreCall() {}

    /**
     * Runs the call. Exceptions that are an answer, such as a failed condition, are the caller's to catch inside of it.
     *
     * @throws ChatFailure {@code STORE_UNAVAILABLE}
     */
    static <T> T run(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw new ChatFailure(
                    ErrorKind.STORE_UNAVAILABLE,
                    "The gateway's store does not answer. Please try again in a moment.",
                    failure);
        }
    }
}
