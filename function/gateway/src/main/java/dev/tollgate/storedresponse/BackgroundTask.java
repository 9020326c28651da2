package dev.tollgate.storedresponse;

import dev.tollgate.auth.CallerReference;
import java.time.Duration;

/**
 * A response that is to be made while its client does not wait.
 *
 * @param name the response, which is stored and queued
 * @param caller whose request it is. Its rights are looked up again: it may be disabled by then
 * @param request all that is needed of the client's request, for {@code edge}
 */
public record BackgroundTask(ResponseName name, CallerReference caller, byte[] request) {
    /** How long a response may take from its request on; a Lambda function ends it sooner. */
    public static final Duration LONGEST = Duration.ofMinutes(30);

    /** Never shows the request. */
    @Override
    public String toString() {
        return "BackgroundTask[" + name + "]";
    }
}
