package dev.tollgate.emulator;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All environments, as many as there were concurrent requests. */
final class EnvironmentPool implements AutoCloseable {
    private final EmulatorOptions options;
    private final Queue<FunctionEnvironment> idle = new ConcurrentLinkedQueue<>();
    private final Set<FunctionEnvironment> all = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong();

    EnvironmentPool(EmulatorOptions options) {
        this.options = options;
    }

    /**
     * An event in progress.
     *
     * @param cold whether a process was started for it
     */
    record Running(EmulatedInvocation invocation, FunctionEnvironment environment, boolean cold) {}

    Running invoke(byte[] event) throws IOException, InterruptedException {
        Duration timeout = options.timeout();
        String id = "00000000-0000-0000-0000-%012d".formatted(ids.incrementAndGet());
        EmulatedInvocation invocation =
                new EmulatedInvocation(id, event, Instant.now().plus(timeout));
        FunctionEnvironment warm = warm();
        FunctionEnvironment environment =
                warm == null ? FunctionEnvironment.start(options, invocation, this::keep) : warm;
        all.add(environment);
        if (warm != null) {
            warm.invoke(invocation);
        }
        Thread.ofVirtual().start(() -> killIfLate(environment, invocation, timeout));
        return new Running(invocation, environment, warm == null);
    }

    private void keep(FunctionEnvironment environment) {
        if (options.cold()) {
            environment.close();
            all.remove(environment);
        } else {
            idle.add(environment);
        }
    }

    /** Returns the number of environments that wait for an event. */
    int idle() {
        return idle.size();
    }

    private @Nullable FunctionEnvironment warm() {
        FunctionEnvironment environment = idle.poll();
        while (environment != null && !environment.alive()) {
            all.remove(environment);
            environment = idle.poll();
        }
        return environment;
    }

    private static void killIfLate(FunctionEnvironment environment, EmulatedInvocation invocation, Duration timeout) {
        try {
            Thread.sleep(timeout);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return;
        }
        if (environment.isHandling(invocation)) {
            System.err.println("the function exceeded its timeout and is killed");
            environment.kill();
        }
    }

    @Override
    public void close() {
        all.forEach(FunctionEnvironment::close);
    }
}
