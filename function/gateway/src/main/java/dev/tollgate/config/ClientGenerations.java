package dev.tollgate.config;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP client after the other, each with a connection pool of its own. Connections can die without a word: while Lambda has
 * frozen the process, while a laptop sleeps, or when a router on the way forgets them. No client detects that, so a client that may
 * hold such connections is replaced together with its pool. docs/adr/0034 explains it.
 *
 * @param <C> the type of the clients
 */
public final class ClientGenerations<C> implements AutoCloseable {
    /** Within this time, only the first failure replaces a client. It bounds how many an outage creates. */
    private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(1);

    private final Supplier<C> factory;
    private final Consumer<C> retirement;
    private final Duration maxIdle;
    private final Clock clock;
    private @Nullable Generation current;
    private Instant replaceableFrom = Instant.MIN;

    /**
     * Creates the first client on first use.
     *
     * @param retirement ends a replaced client, but not its running requests
     * @param maxIdle the longest pause after which connections are used again
     * @param clock the calendar's: others may stop while a process is frozen
     */
    public ClientGenerations(Supplier<C> factory, Consumer<C> retirement, Duration maxIdle, Clock clock) {
        this.factory = factory;
        this.retirement = retirement;
        this.maxIdle = maxIdle;
        this.clock = clock;
    }

    /** The generation for the next request. */
    public synchronized Generation current() {
        Generation generation = current;
        if (generation == null || generation.pausedFor(clock.instant()).compareTo(maxIdle) > 0) {
            close();
            generation = new Generation(factory.get());
            current = generation;
        }
        generation.alive();
        return generation;
    }

    private synchronized void replace(Generation failed) {
        Instant now = clock.instant();
        if (failed == current && !now.isBefore(replaceableFrom)) {
            replaceableFrom = now.plus(BETWEEN_FAILURES);
            close();
        }
    }

    /** Retires the current client. The next request gets another one. */
    @Override
    public synchronized void close() {
        if (current != null) {
            retirement.accept(current.client);
            current = null;
        }
    }

    /** One client, and when it was last known to reach the other side. */
    public final class Generation {
        private final C client;
        private volatile Instant lastUse = clock.instant();

        private Generation(C client) {
            this.client = client;
        }

        /** The client that sends the request. */
        public C client() {
            return client;
        }

        /** Something was sent or received. */
        public void alive() {
            lastUse = clock.instant();
        }

        /** A connection broke, or the other side stayed silent: what else is in the pool may be dead, too. */
        public void failed() {
            replace(this);
        }

        /** Never negative: a calendar that was set back says nothing about the connections. */
        private Duration pausedFor(Instant now) {
            return Duration.between(lastUse, now).abs();
        }
    }
}
