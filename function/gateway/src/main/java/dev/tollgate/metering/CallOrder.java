package dev.tollgate.metering;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.call.IncomingCall;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Target;
import java.time.Instant;
import java.util.List;

/**
 * Who asks for what, and who may be asked: all that the books need to know before anybody is.
 *
 * @param deadline when the caller gets a time-out instead of an answer
 */
public record CallOrder(
        IncomingCall<?> incomingCall, ApiKey key, ModelRequest request, List<Target> targets, Instant deadline) {

    /** Whether it is served although the store does not answer. */
    boolean allowsStoreFailure() {
        return key.onStoreFailure() == ApiKey.OnStoreFailure.ALLOW;
    }
}
