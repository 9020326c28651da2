package dev.tollgate.process;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process after an error that a JVM does not recover from. Such an error may have killed any thread, such as the one
 * that serves all connections to providers: a process that goes on looks healthy and answers nobody.
 *
 * <p>A container's supervisor or Lambda starts the process again. Calls in flight get a moment to record how
 * they ended; the sweep closes the records of the others. With {@code -XX:+ExitOnOutOfMemoryError}, the JVM itself ends the
 * process with the same status, whichever thread ran out of memory.
 */
@ApplicationScoped
public class FatalErrors {
    /** The exit status of a process that could not go on. The JVM uses the same one when it exits on an error. */
    public static final int EXIT_STATUS = 3;

    /** How long calls in flight may still record how they ended. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Chains of causes are short; a longer one is a loop. */
    private static final int MAX_CAUSES = 20;

    private static final Logger LOG = Logger.getLogger(FatalErrors.class);

    private final ProcessExit exit;
    private final AtomicBoolean ending = new AtomicBoolean();
    /** Made in advance: when it is needed, there may be no memory for it. */
    private final Thread ender;

    public FatalErrors(ProcessExit exit) {
        this.exit = exit;
        this.ender = Thread.ofPlatform().daemon().name("fatal-error").unstarted(this::endAfterGrace);
    }

    /** Errors that reach the top of any thread count, too. */
    void watchThreads(@Observes StartupEvent started) {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            note(thrown);
            if (before == null) {
                LOG.errorf(thrown, "Thread %s ended", thread.getName());
            } else {
                before.uncaughtException(thread, thrown);
            }
        });
    }

    /** Takes note of a failure. If it, or one of its causes, is fatal, the process soon ends. */
    public void note(@Nullable Throwable failure) {
        if (isFatal(failure) && ending.compareAndSet(false, true)) {
            start(failure);
        }
    }

    /** Whether the process is about to end, and must not take up anything new. */
    public boolean ending() {
        return ending.get();
    }

    /**
     * Checks that the process goes on.
     *
     * @throws GatewayException {@code OVERLOADED} if it is about to end
     */
    public void requireNone() {
        if (ending()) {
            throw new GatewayException(ErrorKind.OVERLOADED, "The gateway is about to restart.").retryAfter(GRACE);
        }
    }

    /** Ends the process now, if it is about to end and nothing is left to record. */
    public void endIfFatal() {
        if (ending()) {
            exit.halt(EXIT_STATUS);
        }
    }

    /** A stack that overflowed is whole again, and a class that is missing concerns only those who need it. */
    static boolean isFatal(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private void start(@Nullable Throwable failure) {
        try {
            ender.start();
            LOG.fatalf(failure, "The process cannot go on, and ends with status %d", EXIT_STATUS);
        } catch (Error noMemoryForThat) {
            exit.halt(EXIT_STATUS);
        }
    }

    private void endAfterGrace() {
        LockSupport.parkNanos(GRACE.toNanos());
        exit.halt(EXIT_STATUS);
    }
}
