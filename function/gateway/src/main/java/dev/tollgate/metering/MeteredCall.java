package dev.tollgate.metering;

import dev.tollgate.call.CallContext;
import dev.tollgate.openai.ModelRequest;

/**
 * A call and the meter of what it uses: all that the stages of the pipeline pass on. The meter stays the same when content policies
 * mask the request.
 *
 * @param context what is known of the call
 * @param meter settles what the call has used
 */
public record MeteredCall<R extends ModelRequest>(CallContext<R> context, UsageMeter meter) {

    /** The same call in the form that may leave the gateway. */
    public MeteredCall<R> with(CallContext<R> masked) {
        return new MeteredCall<>(masked, meter);
    }
}
