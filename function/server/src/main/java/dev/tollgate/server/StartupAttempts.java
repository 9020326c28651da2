package dev.tollgate.server;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.store.DocumentChangedException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tries a step of the start several times. DynamoDB Local can exceed the gateway's timeouts right after its start, and
 * several containers that start at once apply the same file: one of them does, and the others then find it applied.
 */
final class StartupAttempts {
    private static final int ATTEMPTS = 8;
    private static final int LONGEST_PAUSE_MILLIS = 1_000;

    /** How often it looks whether somebody else has ended: for half a minute on average. */
    private static final int LOOKS = 60;

    private final String verb;
    private final BooleanSupplier busy;

    /** Attempts at a step by which the config table is {@code read} or {@code written}. */
    StartupAttempts(String verb) {
        this(verb, () -> false);
    }

    private StartupAttempts(String verb, BooleanSupplier busy) {
        this.verb = verb;
        this.busy = busy;
    }

    /** The same, each after somebody else has ended who makes the same change. */
    StartupAttempts unless(BooleanSupplier other) {
        return new StartupAttempts(verb, other);
    }

    /** Throws {@link StartupException} if no attempt succeeds. */
    <T> T run(Supplier<T> step) {
        boolean others = true;
        for (int attempt = 1; ; attempt++) {
            try {
                if (others) {
                    waitForOthers();
                }
                return step.get();
            } catch (GatewayException | IllegalStateException | AdminException failure) {
                if (attempt == ATTEMPTS) {
                    throw failure(failure.getCause() == null ? failure : failure.getCause());
                }
                // After another failure, what is in progress may be this attempt's own.
                others = isConflict(failure);
            } catch (SdkException | IllegalArgumentException misconfigured) {
                throw failure(misconfigured);
            }
            pause();
        }
    }

    private static boolean isConflict(RuntimeException failure) {
        return failure instanceof DocumentChangedException
                || (failure instanceof AdminException refused && refused.kind() == AdminErrorKind.CONFLICT);
    }

    private void waitForOthers() {
        for (int look = 0; look < LOOKS && busy.getAsBoolean(); look++) {
            pause();
        }
    }

    /** A random time, so that those who have met do not meet again. */
    private void pause() {
        try {
            Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failure(stopped);
        }
    }

    private StartupException failure(Throwable cause) {
        return new StartupException("The config table cannot be " + verb + ": " + cause.getMessage(), cause);
    }
}
