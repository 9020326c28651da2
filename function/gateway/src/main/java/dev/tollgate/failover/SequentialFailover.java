package dev.tollgate.failover;

import dev.tollgate.call.ResponseSink;
import dev.tollgate.call.UpstreamWaits;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.Target;
import java.util.Optional;

/** Tries one target after the other, on the call's own thread, until one responds. */
final class SequentialFailover {
    private final RetryRounds rounds;
    private final AttemptFactory attempts;
    private final ResponseSink sink;
    private final UpstreamWaits waits;
    private final ClientDisconnect disconnect;

    SequentialFailover(RetryRounds rounds, AttemptFactory attempts, ResponseSink sink, UpstreamWaits waits) {
        this.rounds = rounds;
        this.attempts = attempts;
        this.sink = sink;
        this.waits = waits;
        this.disconnect = new ClientDisconnect(sink);
    }

    void run() {
        boolean responded = false;
        while (!responded) {
            Optional<Target> target = rounds.next();
            if (target.isPresent()) {
                responded = responds(target.get());
            } else {
                rounds.pause(waits, disconnect);
            }
        }
    }

    /** Throws if the failure of this target is the failure of the call, too. */
    private boolean responds(Target target) {
        Attempt attempt = attempts.at(target, AttemptControl.alone(rounds.timeouts()));
        disconnect.run(attempt::cancel);
        Optional<GatewayException> failure = AttemptRunner.run(attempt, _ -> false);
        if (failure.isEmpty()) {
            return true;
        }
        boolean clientHasSeenIt = sink.committed();
        FailoverDecision decision = rounds.failed(target, failure.get());
        if (clientHasSeenIt || decision == FailoverDecision.FAIL) {
            throw failure.get();
        }
        return false;
    }
}
