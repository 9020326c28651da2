package dev.tollgate.responsecache;

import dev.tollgate.call.ResponseSink;
import dev.tollgate.call.UpstreamWaits;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The waits of one call for equal ones. They have a common end, and end at once if the client disconnects. */
final class EqualCallWait {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final UpstreamWaits waits;
    private final Instant until;
    private final Clock clock;
    private Duration pause = FIRST_PAUSE;

    /** The waits of a call, which end at this time. */
    EqualCallWait(ResponseSink sink, UpstreamWaits waits, Instant until, Clock clock) {
        this.waits = waits;
        this.until = until;
        this.clock = clock;
        sink.onDisconnect(() -> gone.complete(null));
    }

    /**
     * Waits for an answer.
     *
     * @return whether it is there, or never will be; if not, the time is over
     */
    boolean await(CompletableFuture<?> answer) {
        CompletableFuture<Boolean> ended = answer.handle((_, _) -> true);
        await(CompletableFuture.anyOf(ended, gone), Duration.between(clock.instant(), until));
        return answer.isDone();
    }

    /**
     * Pauses before the next look, each time longer: requests that wait for one must not all look at once.
     *
     * @return whether there is time for another look
     */
    boolean pause() {
        Duration left = Duration.between(clock.instant(), until);
        if (!left.isPositive()) {
            return false;
        }
        Duration random = Duration.ofNanos(ThreadLocalRandom.current().nextLong(pause.toNanos() / 2, pause.toNanos()));
        await(gone, random.compareTo(left) < 0 ? random : left);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        return true;
    }

    private void await(Future<?> event, Duration time) {
        waits.begin(clock.instant());
        try {
            event.get(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
            // A thread that waits looks at what has become of it.
        } catch (ExecutionException failed) {
            throw GatewayException.of(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GatewayException(ErrorKind.INTERNAL, "The gateway is shutting down.", interrupted);
        } finally {
            waits.end(clock.instant());
        }
        if (gone.isDone()) {
            throw new GatewayException(ErrorKind.CLIENT_GONE, "The client did not wait for the response.");
        }
    }
}
