package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.call.UpstreamWaits;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.Route;
import dev.tollgate.route.Router;
import dev.tollgate.route.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** Sends the requests of all calls to their targets, with or without hedging. */
@ApplicationScoped
public class FailoverExecutor {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<Target, OptionalInt> contextWindows;
    private final DefaultTimeouts timeouts;
    private final RetryPause pause;
    private final DoubleSupplier random;
    private final Clock clock;

    @Inject
    FailoverExecutor(Router router, GatewayConfig config, RetryPause pause, Clock clock) {
        this(
                target -> router.contextWindow(target.name()),
                DefaultTimeouts.of(config.upstream()),
                pause,
                () -> ThreadLocalRandom.current().nextDouble(),
                clock);
    }

    /** For tests, which bring their own context windows and random numbers. */
    FailoverExecutor(
            Function<Target, OptionalInt> contextWindows,
            DefaultTimeouts timeouts,
            RetryPause pause,
            DoubleSupplier random,
            Clock clock) {
        this.contextWindows = contextWindows;
        this.timeouts = timeouts;
        this.pause = pause;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Tries the targets of this route until one of them responds. Nothing goes on afterwards.
     *
     * @throws dev.tollgate.openai.GatewayException what the client gets if none responds
     */
    public void execute(CallContext<?> context, Route route, ResponseSink sink, AttemptFactory attempts) {
        RetrySchedule schedule = new RetrySchedule(route, contextWindows, random, clock.instant(), context.deadline());
        FailoverPolicy policy = route.failover();
        RetryRounds rounds = new RetryRounds(schedule, policy, timeouts, pause, clock);
        UpstreamWaits waits = context.metrics().waits();
        policy.hedge()
                .ifPresentOrElse(
                        after -> new HedgedFailover(rounds, attempts, sink, after, threads).run(waits),
                        () -> new SequentialFailover(rounds, attempts, sink, waits).run());
    }
}
