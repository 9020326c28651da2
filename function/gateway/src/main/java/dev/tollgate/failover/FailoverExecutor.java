package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Router;
import dev.tollgate.route.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** Begins pursuits: knows how large targets are, and how time passes. */
@ApplicationScoped
public class FailoverExecutor {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<Target, OptionalInt> windows;
    private final Duration silence;
    private final RetryPause pause;
    private final DoubleSupplier random;
    private final Clock clock;

    @Inject
    FailoverExecutor(Router router, GatewayConfig config, RetryPause pause, Clock clock) {
        this(
                target -> router.contextWindow(target.name()),
                config.upstream().firstByteTimeout(),
                pause,
                () -> ThreadLocalRandom.current().nextDouble(),
                clock);
    }

    /** For tests, which bring their own windows and their own chance. */
    FailoverExecutor(
            Function<Target, OptionalInt> windows,
            Duration silence,
            RetryPause pause,
            DoubleSupplier random,
            Clock clock) {
        this.windows = windows;
        this.silence = silence;
        this.pause = pause;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Asks one target after the other until one answers. Nothing of it goes on afterwards.
     *
     * @throws dev.tollgate.openai.GatewayException what the caller is to be told, where nobody has answered
     */
    public <R extends ModelRequest> void pursue(
            CallContext<R> callContext, ResponseSink responseSink, AttemptFactory<R> attemptFactory) {
        RetrySchedule retrySchedule =
                new RetrySchedule(callContext.route(), windows, random, clock.instant(), callContext.deadline());
        new HedgedExecutor<>(callContext, responseSink, attemptFactory, retrySchedule, this).run();
    }

    ExecutorService threads() {
        return threads;
    }

    Duration silence() {
        return silence;
    }

    RetryPause pause() {
        return pause;
    }

    Clock clock() {
        return clock;
    }
}
