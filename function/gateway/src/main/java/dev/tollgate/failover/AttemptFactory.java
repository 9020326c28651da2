package dev.tollgate.failover;

import dev.tollgate.route.Target;

/** Makes the attempts of one call, which differ by what the client requested: a chat or embeddings. */
@FunctionalInterface
public interface AttemptFactory {

    /** An attempt at this target; it sends nothing before it runs. */
    Attempt at(Target target, AttemptControl control);
}
