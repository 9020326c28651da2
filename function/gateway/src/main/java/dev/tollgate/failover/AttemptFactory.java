package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Target;

/** How a target gets its turn with what is asked: all that differs between one kind of request and another. */
public interface AttemptFactory<R extends ModelRequest> {

    Attempt at(Target target, CallContext<R> callContext, AttemptControl attemptControl);
}
